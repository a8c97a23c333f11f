import type { Command } from 'commander';
import { examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerHistory(program: Command, at: Surroundings): void {
  program
    .command('history')
    .summary('the last requests')
    .description(
      'Shows the last requests of the log, newest first: what was asked for, who answered, how long it took ' +
        'and what it cost. Works without a running Signalbox.',
    )
    .option('--limit <n>', 'how many', wholeNumber(1), 20)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox history --limit 5', 'the last five'],
        ['signalbox history --json | jq ".records[].reason"', 'why each went where it did'],
      ),
    )
    .action((options: { limit: number; json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { describeHistory, readHistory } = await import('../history.ts');
        const records = await readHistory(options.limit, at);
        result({ records }, isJson, () => describeHistory(records));
        return undefined;
      }),
    );
}

export function registerStats(program: Command, at: Surroundings): void {
  program
    .command('stats')
    .summary('sums of requests, tokens, cost and savings')
    .description(
      'Sums up the request log: in all, by day, by alias, by deployment, and by kind (turns apart from what ' +
        'Codex sends on its own). Works without a running Signalbox.',
    )
    .option('--days <n>', 'only the last so many days, today among them', wholeNumber(1))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox stats --days 7', 'this week'],
        ['signalbox stats --json | jq .all.costUsd', 'one figure'],
      ),
    )
    .action((options: { days?: number; json?: boolean }) =>
      perform(options, async ({ isJson, signal }) => {
        const { describeStats, readStats, statsJson } = await import('../stats.ts');
        const stats = await readStats(options.days, Date.now(), at, signal);
        result(statsJson(stats), isJson, () => describeStats(stats));
        return undefined;
      }),
    );
}
