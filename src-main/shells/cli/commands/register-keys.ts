import { Argument, type Command, InvalidArgumentError } from 'commander';
import { KEYED_PROVIDERS, providerIdSchema } from '../../../contract/provider-id.ts';
import { commandGroup, examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

const WHOSE = `whose key it is: ${KEYED_PROVIDERS.map(({ provider }) => provider).join(', ')}, or one of your own in router.yaml`;

function readProvider(value: string): string {
  if (providerIdSchema.safeParse(value).success) return value;
  throw new InvalidArgumentError('A provider is named in lower case, as in router.yaml.');
}

export function registerKeys(program: Command, at: Surroundings): void {
  const keys = commandGroup(program, 'keys', 'keys of the providers: set, list, forget');
  keys
    .command('list')
    .summary('which providers have a key, and where it came from')
    .description(
      'Lists the providers, whether each has a key, where it came from and the last check of it. No key is shown.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox keys list', 'never prints a key']))
    .action((options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { describeKeys, listKeys } = await import('../keys.ts');
        const list = await listKeys(at);
        result(list, isJson, () => describeKeys(list));
        return undefined;
      }),
    );
  keys
    .command('set')
    .summary('give the running Signalbox a key')
    .description(
      'Gives the running Signalbox a key. It is read from a prompt that shows nothing, or from standard input; ' +
        'never from an argument. It stays in memory unless --remember is given.',
    )
    .addArgument(new Argument('<provider>', WHOSE).argParser(readProvider))
    .option('--remember', 'keep it in the key chain of the operating system, too')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox keys set gemini', 'asks for it'],
        ['pass show gemini | signalbox keys set gemini', 'from a password manager'],
      ),
    )
    .action((provider: string, options: { remember?: boolean; json?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const [{ askSecret }, { setKey }] = await Promise.all([
          import('../ask-secret.ts'),
          import('../keys.ts'),
        ]);
        const key = await askSecret(`Key for ${provider}`, process.stdin, signal);
        const message = await setKey(provider, key, options.remember === true, at);
        result({ provider, saved: true, remembered: options.remember === true }, isJson, () => message);
        return undefined;
      }),
    );
  keys
    .command('forget')
    .summary('forget a key, everywhere')
    .description('Takes a key out of the memory of the running Signalbox and out of the key chain.')
    .addArgument(new Argument('[provider]', WHOSE).argParser(readProvider))
    .option('--all', 'the keys of all providers')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['signalbox keys forget openai', 'one'], ['signalbox keys forget --all', 'all']),
    )
    .action((provider: string | undefined, options: { all?: boolean; json?: boolean }, command: Command) => {
      if ((provider === undefined) !== (options.all === true)) {
        command.error('error: name one provider, or --all');
      }
      return perform(options, async ({ isJson }) => {
        const { forgetKeys } = await import('../keys.ts');
        const message = await forgetKeys(provider, at);
        result({ forgotten: provider ?? 'all' }, isJson, () => message);
        return undefined;
      });
    });
}
