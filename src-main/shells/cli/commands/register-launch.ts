import { type Command, Option } from 'commander';
import { launchModeSchema } from '../../../contract/dashboard-calls.ts';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

interface LaunchFlags {
  readonly mode: string;
  readonly here?: boolean;
  readonly codexArg?: string[];
  readonly json?: boolean;
}

export function registerLaunch(program: Command, at: Surroundings): void {
  program
    .command('launch')
    .summary('start Codex through the router')
    .description(
      'Starts Codex through the router, in a new terminal or in this one. Only a profile file of our own is ' +
        'written; config.toml stays as it is. With --here it ends with the exit code of Codex.',
    )
    .argument('[dir]', 'folder Codex works in', '.')
    .addOption(
      new Option('--mode <mode>', 'where its requests go')
        .choices(launchModeSchema.options)
        .default('routed'),
    )
    .option('--here', 'in this terminal')
    .option('-a, --codex-arg <arg...>', 'argument handed on to Codex')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox launch ~/src/app', 'a new terminal with Codex in that folder'],
        ['signalbox launch --here --mode local', 'here, and nothing leaves this machine'],
        ['signalbox launch --mode plain', 'Codex as if there were no Signalbox'],
      ),
    )
    .action((folder: string, options: LaunchFlags) =>
      perform({ json: options.json, handlesSignals: true }, async ({ isJson }) => {
        const { launch } = await import('../launch.ts');
        const isHere = options.here === true;
        const code = await launch(
          { mode: launchModeSchema.parse(options.mode), folder, isHere, codexArgs: options.codexArg ?? [] },
          at,
        );
        if (!isHere) result({ launched: true }, isJson, () => 'Codex was opened in a new terminal.');
        return code;
      }),
    );
}
