import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerRestart(program: Command, at: Surroundings): void {
  program
    .command('restart')
    .summary('restart routing, for a changed address in router.yaml')
    .description(
      'Stops and starts routing with what router.yaml says now; only the values under listen and timeouts.connect_ms need it. Requests in flight are finished first. While routed Codexes are open whose address would change it asks.',
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
