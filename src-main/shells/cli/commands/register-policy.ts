import type { Command } from 'commander';
import { commandGroup, examples, jsonOption } from '../command-parts.ts';
import { EXIT } from '../exit-codes.ts';
import { perform } from '../perform.ts';
import { result, say } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerPolicy(program: Command, at: Surroundings): void {
  const policy = commandGroup(program, 'policy', 'the routing policy: show, check');
  policy
    .command('show')
    .summary('every value of the policy, and where it came from')
    .description(
      'Shows the policy in force. The environment (CODEX_ROUTER_PROVIDER, CODEX_ROUTER_CODEX_PROVIDER, ' +
        'CODEX_ROUTER_OPENAI_MODE=avoid) wins over the file, the file over the defaults.',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox policy show', 'value and origin, line by line'],
        ['CODEX_ROUTER_OPENAI_MODE=avoid signalbox policy show', 'what that variable changes'],
      ),
    )
    .action((options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { describePolicy, showPolicy } = await import('../policy.ts');
        const shown = await showPolicy(at);
        result(shown, isJson, () => describePolicy(shown));
        if (shown.problems.length === 0) return undefined;
        if (!isJson) say('The files have mistakes: `signalbox policy check` shows them.');
        return EXIT.failed;
      }),
    );
  policy
    .command('check')
    .summary('look for mistakes in the settings files')
    .description(
      'Checks router.yaml and codex-routing-policy.yaml; each mistake with line, column and remedy.',
    )
    .argument('[file]', 'one file instead; router.yaml by its name, else a policy')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox policy check', 'your own two files'],
        ['signalbox policy check ./codex-routing-policy.yaml', 'one that is not in use yet'],
      ),
    )
    .action((file: string | undefined, options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { checkPolicy, describePolicyCheck } = await import('../policy.ts');
        const checked = await checkPolicy(file, at);
        result({ ok: checked.problems.length === 0, ...checked }, isJson, () => describePolicyCheck(checked));
        return checked.problems.length === 0 ? EXIT.ok : EXIT.failed;
      }),
    );
}
