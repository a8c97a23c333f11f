import { type Command, Option } from 'commander';
import { CODEX_PROVIDERS } from '../../../domain/task/run/order-providers.ts';
import { examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

interface RunCommandFlags {
  readonly dryRun?: boolean;
  readonly provider?: string;
  readonly codexProvider?: string;
  readonly forceModel?: string;
  readonly maxInputTokens?: number;
  readonly maxOutputTokens?: number;
  readonly cd: string;
  readonly codexArg?: string[];
  readonly json?: boolean;
}

export function registerRun(program: Command, at: Surroundings): void {
  program
    .command('run')
    .summary('have Codex do one task, at the model that fits it')
    .description(
      'Classifies the task (simple, medium, complex), cleans the prompt, chooses the model and has `codex exec` ' +
        'do it. When Codex fails or a provider is not ready, the next of the fallback order is tried. Flags win ' +
        'over the environment (CODEX_ROUTER_PROVIDER, CODEX_ROUTER_CODEX_PROVIDER, CODEX_ROUTER_OPENAI_MODE), ' +
        'the environment over the policy file, the file over the defaults.',
    )
    .argument('[prompt...]', 'the task; from standard input when it is - or absent')
    .option('--dry-run', 'show the plan and run nothing')
    .option('--provider <provider>', 'whose models: auto, or a provider of router.yaml')
    .addOption(
      new Option(
        '--codex-provider <way>',
        'how Codex is run first: through the router, as it is, or straight to Hugging Face',
      ).choices(['auto', ...CODEX_PROVIDERS]),
    )
    .option('--force-model <alias>', 'this alias or deployment, whatever the task is')
    .option(
      '--max-input-tokens <n>',
      'cut the prompt to so many tokens: 70 % of its head, 30 % of its tail',
      wholeNumber(1),
    )
    .option(
      '--max-output-tokens <n>',
      'reckon with no more output tokens in costs and budgets',
      wholeNumber(1),
    )
    .option('-C, --cd <dir>', 'folder Codex works in', '.')
    .option('-a, --codex-arg <arg...>', 'argument handed on to `codex exec`')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox run --dry-run "Fix the typo in README.md"', 'what would happen, and why'],
        ['signalbox run "Add a test for parse()"', 'do it'],
        ['signalbox run --codex-provider standard "Explain src/"', 'plain Codex first; needs no router'],
        ['npm test 2>&1 | signalbox run --max-input-tokens 8000 -', 'a long log, compressed and cut'],
        ['signalbox run --codex-arg=--skip-git-repo-check "..."', 'outside a repository'],
      ),
    )
    .action((words: string[], flags: RunCommandFlags) =>
      perform(flags, async performance => {
        const { run } = await import('../run/run.ts');
        const { provider, codexProvider, forceModel, maxInputTokens, maxOutputTokens } = flags;
        return await run(
          words,
          {
            provider,
            codexProvider,
            forceModel,
            maxInputTokens,
            maxOutputTokens,
            isDryRun: flags.dryRun === true,
            folder: flags.cd,
            codexArgs: flags.codexArg ?? [],
          },
          performance,
          at,
        );
      }),
    );
}
