import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerStop(program: Command, at: Surroundings): void {
  program
    .command('stop')
    .summary('stop the running Signalbox')
    .description(
      'Stops the running Signalbox, tray or not. Requests in flight are finished first. While routed Codexes are open it asks, and says what happens to them.',
    )
    .option('--force', 'do not ask')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox stop', 'returns when its process is gone']))
    .action((options: { json?: boolean; force?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { stopRunning } = await import('../stop.ts');
        await stopRunning(at.userDataFolder, { isForced: options.force === true, isJson }, signal);
        result({ stopped: true }, isJson, () => 'Stopped.');
        return undefined;
      }),
    );
}
