import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BenchAdaptiveFlags } from '../bench-adaptive.ts';
import { commandGroup, examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

function parseRange(text: string): { first: number; last: number } {
  const [first, last] = text.split('-').map(Number);
  const isRange = Number.isSafeInteger(first) && Number.isSafeInteger(last) && /^\d+-\d+$/.test(text);
  if (!isRange || first === undefined || last === undefined || first > last) {
    throw new InvalidArgumentError('It is two numbers, such as 1-100.');
  }
  return { first, last };
}

export function registerBenchAdaptive(program: Command, at: Surroundings): void {
  commandGroup(program, 'bench', 'measure')
    .command('adaptive')
    .summary('the adaptive router against the fixed order, in simulated weather')
    .description(
      'Runs seeded synthetic scenarios through the fixed order of the policy and through the adaptive router, on ' +
        'the same random numbers, and prints what the router gained. Nothing is sent anywhere.',
    )
    .option('--scenarios <path...>', 'YAML files or folders instead of the eight built-in scenarios')
    .addOption(
      new Option(
        '--random <first-last>',
        'scenarios drawn at random instead, by number: is any of them worse?',
      )
        .argParser(parseRange)
        .conflicts(['scenarios', 'svg', 'preset']),
    )
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
        ['signalbox bench adaptive --random 1-100 --seeds 12', 'weather nobody chose'],
      ),
    )
    .action((options: BenchAdaptiveFlags & { json?: boolean }) =>
      perform(options, async run => {
        const { benchAdaptive } = await import('../bench-adaptive.ts');
        return benchAdaptive(options, run, at);
      }),
    );
}
