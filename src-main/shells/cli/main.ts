import { Command, Option } from 'commander';
import { launchModeSchema } from '../../contract/dashboard-calls.ts';
import { VERSION } from '../core/version.ts';
import { EXIT } from './exit-codes.ts';
import { explain, result, say } from './print.ts';
import { readSurroundings } from './surroundings.ts';

const at = readSurroundings();
const json = () => new Option('--json', 'print the result as JSON');
const port = (text: string): number => {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65535) return value;
  throw new Error(`${text} is not a port number (0 to 65535)`);
};

/** Runs a command's work; what it throws is explained, and the exit code says which way it went. */
async function run(isJson: boolean, work: () => Promise<number | undefined>): Promise<void> {
  try {
    process.exitCode = (await work()) ?? EXIT.ok;
  } catch (cause) {
    process.exitCode = explain(cause, isJson);
  }
}

const program = new Command('signalbox')
  .description('Routes the Codex CLI to the models you choose, and leaves Codex as it found it.')
  .version(VERSION)
  .showSuggestionAfterError()
  .exitOverride();

program
  .command('serve')
  .description('run without a tray: routing on this machine, the dashboard in a browser')
  .option('--port <port>', 'router port instead of the one in router.yaml; 0 takes a free one', port)
  .option('--dashboard-port <port>', 'port of the dashboard; 0 takes a free one', port, 8787)
  .addOption(json())
  .action(async options =>
    run(options.json === true, async () => {
      const { serve } = await import('./serve.ts');
      await serve(
        { port: options.port, dashboardPort: options.dashboardPort, isJson: options.json === true },
        at,
      );
      return undefined;
    }),
  );

program
  .command('status')
  .description('show what the running Signalbox does')
  .addOption(json())
  .action(async options =>
    run(options.json === true, async () => {
      const [{ findRunning }, { callInstance }, { describeStatus }] = await Promise.all([
        import('./find-running.ts'),
        import('../core/call-instance.ts'),
        import('./status.ts'),
      ]);
      const snapshot = await callInstance(await findRunning(at.userDataFolder), 'snapshot.get', undefined);
      result(snapshot, options.json === true, () => describeStatus(snapshot));
      return undefined;
    }),
  );

program
  .command('stop')
  .description('stop the running Signalbox; requests in flight are finished first')
  .addOption(json())
  .action(async options =>
    run(options.json === true, async () => {
      const { stopRunning } = await import('./stop.ts');
      await stopRunning(at.userDataFolder);
      result({ stopped: true }, options.json === true, () => 'Stopped.');
      return undefined;
    }),
  );

program
  .command('launch')
  .description('start Codex through the router, in a new terminal or in this one')
  .argument('[dir]', 'folder Codex works in', '.')
  .addOption(
    new Option('--mode <mode>', 'where its requests go').choices(launchModeSchema.options).default('routed'),
  )
  .option('--here', 'in this terminal')
  .option('-a, --codex-arg <arg...>', 'argument handed on to Codex')
  .addHelpText('after', '\nExample: signalbox launch --here ~/src/app')
  .action(async (folder, options) =>
    run(false, async () => {
      const { launch } = await import('./launch.ts');
      return await launch(
        {
          mode: launchModeSchema.parse(options.mode),
          folder,
          isHere: options.here === true,
          codexArgs: options.codexArg ?? [],
        },
        at,
      );
    }),
  );

program
  .command('token')
  .description('print the local key of the running router')
  .addOption(
    new Option('--provider <provider>', 'print the key Codex uses without the router').choices([
      'huggingface',
    ]),
  )
  .option('--dir <folder>', 'temporary folder the key file is in', at.temporaryFolder)
  .action(async options =>
    run(false, async () => {
      const { readHuggingfaceKey, readToken } = await import('./token.ts');
      if (options.provider === undefined) {
        process.stdout.write(`${await readToken(options.dir)}\n`);
      } else {
        const { createOsKeychain } = await import('../../services/keys/keychain.ts');
        process.stdout.write(`${await readHuggingfaceKey(at.env, createOsKeychain())}\n`);
      }
      return undefined;
    }),
  );

try {
  await program.parseAsync();
} catch (cause) {
  // commander has said what is wrong; help and version are no mistakes
  const isMistake = cause instanceof Error && 'exitCode' in cause && cause.exitCode !== 0;
  if (isMistake) process.exitCode = EXIT.usage;
  else if (!(cause instanceof Error && 'exitCode' in cause)) {
    say(`signalbox: ${cause instanceof Error ? cause.message : String(cause)}`);
    process.exitCode = EXIT.usage;
  }
}
