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
    .option('--why', 'below each, why it went there and what was ruled out')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox history --limit 5 --why', 'the last five, each with its reason'],
        ['signalbox history --json | jq ".records[].attempts"', 'one fact of each, for a script'],
      ),
    )
    .action((options: { limit: number; why?: boolean; json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { describeHistory, readHistory } = await import('../history.ts');
        const records = await readHistory(options.limit, at);
        result({ records }, isJson, () => describeHistory(records, options.why));
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
