import type { Command } from 'commander';
import { commandGroup, examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

interface Options {
  readonly iterations: number;
  readonly concurrency: number;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  readonly json?: boolean;
}

/** `bench dispatch` asks for whole answers, `bench stream` for streams: they differ in nothing else. */
export function registerBenchCalls(program: Command, at: Surroundings): void {
  const bench = commandGroup(program, 'bench', 'measure models and routing');
  for (const [name, stream, summary] of [
    ['dispatch', false, 'latency and throughput of whole answers, through the router and directly'],
    ['stream', true, 'time to first token and throughput of streams, through the router and directly'],
  ] as const) {
    bench
      .command(name)
      .summary(summary)
      .description(
        `Measures ${summary}. Real requests are sent to the models named, and their providers charge for them.`,
      )
      .argument('[models...]', 'aliases or deployments', ['codex-default'])
      .option('-n, --iterations <n>', 'requests for each model and way', wholeNumber(1, 100_000), 5)
      .option('-c, --concurrency <n>', 'requests under way at once', wholeNumber(1, 1000), 1)
      .option('--prompt <text>', 'what is asked', 'Say OK and nothing else.')
      .option('--max-output-tokens <n>', 'length of each answer at most', wholeNumber(16), 64)
      .addOption(jsonOption())
      .addHelpText(
        'after',
        examples([`signalbox bench ${name} codex-light codex-qwen-local -n 20 -c 4`, 'two models']),
      )
      .action((models: string[], options: Options) =>
        perform(options, async run => {
          const { benchCalls } = await import('../bench-calls.ts');
          return await benchCalls({ ...options, models, stream }, run, at);
        }),
      );
  }
}
