import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerStatus(program: Command, at: Surroundings): void {
  program
    .command('status')
    .summary('show what the running Signalbox does')
    .description('Shows the running Signalbox: routing, requests, keys, Codex, Ollama.')
    .option('--dashboard', 'a new one-time address of the dashboard of `signalbox serve`')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox status', 'in a few lines'],
        ['signalbox status --dashboard', 'let one more browser in'],
        ['signalbox status --json | jq .routing.phase', 'one fact of the whole state'],
      ),
    )
    .action((options: { json?: boolean; dashboard?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const [{ findRunning }, { callInstance, inviteFromInstance }, { describeStatus }] = await Promise.all(
          [import('../find-running.ts'), import('../../core/call-instance.ts'), import('../status.ts')],
        );
        const instance = await findRunning(at.userDataFolder);
        if (options.dashboard) {
          const dashboard = await inviteFromInstance(instance);
          result({ dashboard }, isJson, () => dashboard);
          return undefined;
        }
        const snapshot = await callInstance(instance, 'snapshot.get', undefined);
        result(snapshot, isJson, () => describeStatus(snapshot));
        return undefined;
      }),
    );
}
