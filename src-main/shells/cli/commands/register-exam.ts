import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerExam(program: Command, at: Surroundings): void {
  program
    .command('exam')
    .summary('what will and will not work with Codex at a deployment')
    .description(
      'Examines a deployment in twelve ways that Codex depends on, with live requests through the running router; its provider charges for a dozen short answers. The result is kept.',
    )
    .argument('<deployment>', 'a deployment of router.yaml, such as gemini-flash-direct')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox exam gemini-flash-direct', 'before relying on it'],
        ['signalbox exam codex-qwen-local --json', 'for a script; exit code 1 when a check failed'],
      ),
    )
    .action((deployment: string, options: { readonly json?: boolean }) =>
      perform(options, async run => {
        const { exam } = await import('../exam.ts');
        return await exam(deployment, run, at);
      }),
    );
}
