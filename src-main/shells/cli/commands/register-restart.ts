import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerRestart(program: Command, at: Surroundings): void {
  program
    .command('restart')
    .summary('restart routing, for an address that could not be had')
    .description(
      'Stops and starts routing. A saved router.yaml holds without it; it is for an address under listen that could not be had when it was saved, and to give up addresses that routing moved away from. Requests in flight are finished first. While routed Codexes are open that would lose their address it asks.',
    )
    .option('--force', 'do not ask')
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox restart', 'returns when routing is ready again']))
    .action((options: { json?: boolean; force?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { restartRouting } = await import('../restart.ts');
        const { port } = await restartRouting(
          at.userDataFolder,
          { isForced: options.force === true, isJson },
          signal,
        );
        result({ port }, isJson, () => `Routing is ready on http://127.0.0.1:${port}.`);
        return undefined;
      }),
    );
}
