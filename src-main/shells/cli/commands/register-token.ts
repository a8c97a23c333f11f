import { type Command, Option } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerToken(program: Command, at: Surroundings): void {
  program
    .command('token')
    .summary('print the local key of the running router')
    .description(
      'Prints the key that clients of the local router present. Codex runs this by itself; it is new each ' +
        'time routing starts and is worth nothing outside this machine.',
    )
    .addOption(
      new Option('--provider <provider>', 'print the key Codex uses without the router').choices([
        'huggingface',
      ]),
    )
    .option('--dir <folder>', 'temporary folder the key file is in (default: that of this user)')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'curl -H "Authorization: Bearer $(signalbox token)" http://127.0.0.1:4000/v1/models',
        'ask the router yourself',
      ]),
    )
    .action((options: { provider?: string; dir?: string; json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { readHuggingfaceKey, readToken } = await import('../token.ts');
        const token =
          options.provider === undefined
            ? await readToken(options.dir ?? at.temporaryFolder)
            : await readHuggingfaceKey(at.env, (await import('../own-keychain.ts')).openOwnKeychain(at));
        result({ token }, isJson, () => token);
        return undefined;
      }),
    );
}
