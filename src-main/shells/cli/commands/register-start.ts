import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerStart(program: Command, at: Surroundings): void {
  program
    .command('start')
    .summary('open the tray app')
    .description(
      'Opens the tray app and returns when it answers. Installed from npm there is no tray app: use serve.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox start', 'the tray app, in the background']))
    .action((options: { json?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { startTrayApp } = await import('../start.ts');
        const { pid } = await startTrayApp(at, signal);
        result({ started: true, pid }, isJson, () => `Signalbox runs (process ${pid}).`);
        return undefined;
      }),
    );
}
