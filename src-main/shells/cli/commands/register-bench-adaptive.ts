import { type Command, Option } from 'commander';
import type { BenchAdaptiveFlags } from '../bench-adaptive.ts';
import { commandGroup, examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerBenchAdaptive(program: Command, at: Surroundings): void {
  commandGroup(program, 'bench', 'measure')
    .command('adaptive')
    .summary('the adaptive router against the fixed order, in simulated weather')
    .description(
      'Runs seeded synthetic scenarios through the fixed order of the policy and through the adaptive router, on ' +
        'the same random numbers, and prints what the router gained. Nothing is sent anywhere.',
    )
    .option('--scenarios <path...>', 'YAML files or folders instead of the eight built-in scenarios')
    .option('--seeds <n>', 'runs of each scenario', wholeNumber(1, 100_000), 200)
    .option('--first-seed <n>', 'seed of the first run', wholeNumber(0), 1)
    .addOption(
      new Option('--preset <preset>', 'which model').choices(['both', 'bayes', 'reference']).default('both'),
    )
    .option('--svg <file>', 'also write the gains as a plot')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox bench adaptive --seeds 20', 'a quick look'],
        ['signalbox bench adaptive --svg gains.svg', 'the full benchmark, with a plot'],
        ['signalbox bench adaptive --scenarios mine.yaml', 'weather of your own'],
      ),
    )
    .action((options: BenchAdaptiveFlags & { json?: boolean }) =>
      perform(options, async run => {
        const { benchAdaptive } = await import('../bench-adaptive.ts');
        return benchAdaptive(options, run, at);
      }),
    );
}
