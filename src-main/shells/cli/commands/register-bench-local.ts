import type { Command } from 'commander';
import { commandGroup, examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { createProgress } from '../output/progress.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerBenchLocal(program: Command, at: Surroundings): void {
  commandGroup(program, 'bench', 'measure models and routing')
    .command('local')
    .summary('tokens per second of the local model')
    .description(
      'Measures the model on this machine: tokens per second and time to first token over several runs, with ' +
        'loading the model measured apart.',
    )
    .option('--repeats <n>', 'how many runs', wholeNumber(1, 1000), 5)
    .option('--model <model>', 'another model of Ollama than that of router.yaml')
    .option('--max-output-tokens <n>', 'length of each answer at most', wholeNumber(1))
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox bench local --repeats 10', 'ten runs']))
    .action((options: { repeats: number; model?: string; maxOutputTokens?: number; json?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { describeBench, runBenchLocal } = await import('../bench-local.ts');
        const progress = createProgress(process.stderr);
        try {
          const { repeats, model, maxOutputTokens } = options;
          const bench = await runBenchLocal({ repeats, model, maxOutputTokens }, at, progress, signal);
          progress[Symbol.dispose]();
          result(bench, isJson, () => describeBench(bench));
        } finally {
          progress[Symbol.dispose]();
        }
        return undefined;
      }),
    );
}
