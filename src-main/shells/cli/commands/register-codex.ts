import { type Command, Option } from 'commander';
import { leftoversSchema } from '../../../contract/codex-status.ts';
import { commandGroup, examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

interface Options {
  readonly json?: boolean;
  readonly force?: boolean;
  readonly leftovers?: string;
  readonly atLogin?: boolean;
  readonly codexHome?: string;
  readonly dataFolder?: string;
}

/** `codex enable|disable|status|restore|undo`: they work with a running Signalbox and without one. */
export function registerCodex(program: Command, at: Surroundings): void {
  const group = commandGroup(program, 'codex', 'the configuration of Codex: swap mode, and the way back');
  const work = () => import('../codex.ts');

  group
    .command('enable')
    .summary('swap mode on: plain codex uses the router')
    .description(
      'While routing runs, plain `codex`, IDE extensions and everything else that reads config.toml use the router. Only our own keys are set, and they go again when routing stops.',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['signalbox codex enable', 'plain codex in any terminal is routed from now on']),
    )
    .action((options: Options) =>
      perform(options, async ({ isJson }) => (await work()).setSwap(true, isJson, at)),
    );
  group
    .command('disable')
    .summary('swap mode off: config.toml is your own again')
    .description('Puts config.toml back and leaves it alone from now on.')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox codex disable', 'your own config.toml, for good']))
    .action((options: Options) =>
      perform(options, async ({ isJson }) => (await work()).setSwap(false, isJson, at)),
    );
  group
    .command('status')
    .summary('what is active, and the exact difference from your own configuration')
    .description(
      'Shows what is active, for which Codex, and the exact difference from your own configuration.',
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['signalbox codex status', 'what of ours stands in config.toml now, line by line']),
    )
    .action((options: Options) =>
      perform(options, async ({ isJson }) => (await work()).showStatus(isJson, at)),
    );
  group
    .command('stop-with-last')
    .summary('stop routing when the last routed Codex closes')
    .description('Whether routing stops by itself when the last routed Codex has closed.')
    .argument('<on|off>', 'on or off')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['signalbox codex stop-with-last on', 'routing ends with the last routed Codex']),
    )
    .action((choice: string, options: Options) =>
      perform(options, async ({ isJson }) => (await work()).setStopWithLast(choice, isJson, at)),
    );
  group
    .command('restore')
    .summary('put your own configuration back')
    .description(
      'Puts config.toml back, byte for byte where nobody else changed it; others’ changes stay and are named. Safe to run at any time, any number of times. Leaves swap mode.',
    )
    .addOption(new Option('--force', 'without the journal: take out what looks like ours'))
    .addOption(new Option('--at-login', 'run by the system at login; leaves swap mode as it is').hideHelp())
    .addOption(new Option('--codex-home <dir>', 'with --at-login: CODEX_HOME').hideHelp())
    .addOption(new Option('--data-folder <dir>', 'with --at-login: the user data folder').hideHelp())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(['signalbox codex restore', 'exit code 1: it has to wait, and the reason is printed']),
    )
    .action((options: Options) =>
      perform(options, async ({ isJson }) => {
        const { atLogin, restore } = await work();
        if (options.atLogin === true) return await atLogin(options, at);
        return await restore(options.force === true, isJson, at);
      }),
    );
  group
    .command('undo')
    .summary('take everything of ours out of Codex’s folder')
    .description(
      'Restores config.toml and removes the profile files of Signalbox. Run it before uninstalling where no installer does.',
    )
    .addOption(
      new Option('--leftovers <what>', 'settings that Codex or you put into a profile file of ours')
        .choices(leftoversSchema.options)
        .default('keep'),
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples([
        'signalbox codex undo --leftovers move',
        'your settings in the profile go to config.toml first',
      ]),
    )
    .action((options: Options) =>
      perform(options, async ({ isJson }) =>
        (await work()).undo(leftoversSchema.parse(options.leftovers), isJson, at),
      ),
    );
  group
    .command('guard', { hidden: true })
    .description('Waits for its standard input to end, then undoes the swap.')
    .action(() =>
      perform({ handlesSignals: true }, async () => {
        // Ctrl-C in a terminal is for Signalbox; its guard has to be the last to go.
        for (const name of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(name, () => undefined);
        return await (await work()).guard(at);
      }),
    );
}
