import type { Command } from 'commander';
import { examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result, say } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

interface AskFlags {
  readonly model?: string;
  readonly system?: string;
  readonly maxOutputTokens?: number;
  readonly stats?: boolean;
  readonly json?: boolean;
}

export function registerAsk(program: Command, at: Surroundings): void {
  program
    .command('ask')
    .summary('ask the local model directly')
    .description(
      'Asks the model on this machine, without the router and without Codex; the answer is shown as it is ' +
        'written. An Ollama that runs is used, otherwise one is started for the length of the command.',
    )
    .argument('[prompt...]', 'the question; from standard input when it is - or absent')
    .option('--model <model>', 'another model of Ollama than that of router.yaml')
    .option('--system <text>', 'instructions that come before the question')
    .option('--max-output-tokens <n>', 'stop after so many tokens', wholeNumber(1))
    .option('--stats', 'show speed and tokens after the answer')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox ask "What does git rerere do?"', 'in quotes'],
        ['git diff | signalbox ask --system "Review this diff."', 'a question from a pipe'],
      ),
    )
    .action((words: string[], options: AskFlags) =>
      perform(options, async ({ isJson, signal }) => {
        const [{ ask, describeAnswer, writeOut }, { readPrompt }] = await Promise.all([
          import('../ask.ts'),
          import('../read-prompt.ts'),
        ]);
        const prompt = await readPrompt(words, signal);
        const { model, system, maxOutputTokens } = options;
        const sink = isJson ? () => undefined : writeOut;
        const asked = await ask({ prompt, model, system, maxOutputTokens, sink }, at, signal);
        if (isJson) {
          result(asked, true, () => '');
          return undefined;
        }
        if (!asked.text.endsWith('\n')) process.stdout.write('\n');
        if (options.stats === true) say(describeAnswer(asked));
        return undefined;
      }),
    );
}
