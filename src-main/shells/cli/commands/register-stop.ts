import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerStop(program: Command, at: Surroundings): void {
  program
    .command('stop')
    .summary('stop the running Signalbox')
    .description('Stops the running Signalbox, tray or not. Requests in flight are finished first.')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox stop', 'returns when its process is gone']))
    .action((options: { json?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { stopRunning } = await import('../stop.ts');
        await stopRunning(at.userDataFolder, signal);
        result({ stopped: true }, isJson, () => 'Stopped.');
        return undefined;
      }),
    );
}
