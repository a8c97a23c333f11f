import type { Command } from 'commander';
import { commandGroup, examples, jsonOption } from '../command-parts.ts';
import { createProgress } from '../output/progress.ts';
import { perform } from '../perform.ts';
import { result, say } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

interface JsonFlag {
  readonly json?: boolean;
}

export function registerOllama(program: Command, at: Surroundings): void {
  const ollama = commandGroup(program, 'ollama', 'the local model server: start, stop, pull, status');
  ollama
    .command('status')
    .summary('whether it runs, which models are there, and on what they run')
    .description(
      'Shows Ollama as it is now: who started it, its version, its models, GPU or CPU. Starts nothing.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox ollama status', 'starts nothing']))
    .action((options: JsonFlag) =>
      perform(options, async ({ isJson, signal }) => {
        const { describeOllama, readOllamaStatus } = await import('../ollama-status.ts');
        const status = await readOllamaStatus(at, signal);
        result(status, isJson, () => describeOllama(status));
        return undefined;
      }),
    );
  ollama
    .command('start')
    .summary('use the Ollama that runs, or start one')
    .description(
      'Has the running Signalbox start Ollama and keep it up. Without a running Signalbox it is started here ' +
        'and ends at Ctrl-C. An Ollama that runs already is used and never stopped.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox ollama start', 'returns at once when Signalbox runs']))
    .action((options: JsonFlag) =>
      perform(options, async ({ isJson, signal }) => {
        const { startOllama } = await import('../ollama-serve.ts');
        const onUp = (message: string, isHere: boolean) => {
          result({ running: true, here: isHere }, isJson, () => message);
          if (isHere && !isJson) say('Ctrl-C stops it.');
        };
        await startOllama(at, onUp, signal);
        return undefined;
      }),
    );
  ollama
    .command('stop')
    .summary('stop the Ollama that Signalbox started')
    .description(
      'Stops the Ollama that the running Signalbox started. One that it did not start keeps running.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox ollama stop', 'ours, and no other']))
    .action((options: JsonFlag) =>
      perform(options, async ({ isJson }) => {
        const { stopOllama } = await import('../ollama-serve.ts');
        const message = await stopOllama(at);
        result({ message }, isJson, () => message);
        return undefined;
      }),
    );
  ollama
    .command('pull')
    .summary('download a model, with progress')
    .description(
      'Downloads a model. Ctrl-C cancels; what is there is kept, and asking again goes on from there. The disk ' +
        'is looked at first.',
    )
    .argument('[model]', 'the model of router.yaml when absent')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox ollama pull', 'the model that routing falls back on'],
        ['signalbox ollama pull qwen2.5-coder:7b', 'another one'],
      ),
    )
    .action((asked: string | undefined, options: JsonFlag) =>
      perform(options, async ({ isJson, signal }) => {
        const { pullLocalModel } = await import('../ollama-pull.ts');
        const progress = createProgress(process.stderr);
        try {
          const model = await pullLocalModel(asked, at, progress, signal);
          progress[Symbol.dispose]();
          result({ model, present: true }, isJson, () => `${model} is there.`);
        } finally {
          progress[Symbol.dispose]();
        }
        return undefined;
      }),
    );
  registerKeeping(ollama, at);
}

/** What keeps a model in memory, and what takes it out. */
function registerKeeping(ollama: Command, at: Surroundings): void {
  ollama
    .command('load')
    .summary('load a model into memory and keep it there')
    .description('Loads a model into memory, so that the first answer does not wait for it.')
    .argument('[model]', 'the model of router.yaml when absent')
    .option('--keep-alive <time>', 'how long it stays after its last use: 10m, 2h, -1 for ever', '30m')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox ollama load --keep-alive 2h', 'ready for the afternoon']))
    .action((asked: string | undefined, options: JsonFlag & { keepAlive: string }) =>
      perform(options, async ({ isJson, signal }) => {
        const { keepModel } = await import('../ollama-serve.ts');
        const keepAlive = /^-?\d+$/.test(options.keepAlive) ? Number(options.keepAlive) : options.keepAlive;
        const model = await keepModel(asked, keepAlive, at, signal);
        result({ model, loaded: true }, isJson, () => `${model} is in memory.`);
        return undefined;
      }),
    );
  ollama
    .command('unload')
    .summary('take a model out of memory')
    .description('Takes a model out of memory at once. It stays on the disk.')
    .argument('[model]', 'the model of router.yaml when absent')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox ollama unload', 'gives the memory back']))
    .action((asked: string | undefined, options: JsonFlag) =>
      perform(options, async ({ isJson, signal }) => {
        const { keepModel } = await import('../ollama-serve.ts');
        const model = await keepModel(asked, 0, at, signal);
        result({ model, loaded: false }, isJson, () => `${model} is out of memory.`);
        return undefined;
      }),
    );
}
