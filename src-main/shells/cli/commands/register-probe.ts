import type { Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { EXIT } from '../exit-codes.ts';
import { paintFor } from '../output/paint.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerProbe(program: Command, at: Surroundings): void {
  program
    .command('probe')
    .summary('check whether an alias can be answered')
    .description(
      'Checks the candidates of an alias without calling a model: each provider is asked once for something ' +
        'that costs nothing (mostly its list of models), with the key of the running Signalbox or that of this ' +
        'environment. No key is shown. Ends with 1 when an alias has nobody who could answer.',
    )
    .argument('[alias]', 'an alias or a deployment; all aliases when absent')
    .option('--call', 'also make one call of a few tokens through the running router')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox probe', 'every alias, no tokens spent'],
        ['signalbox probe codex-default --call', 'one alias, with one minimal call'],
      ),
    )
    .action((alias: string | undefined, flags: { call?: boolean; json?: boolean }) =>
      perform(flags, async ({ isJson, signal }) => {
        const { describeProbes, isAllUsable, probe } = await import('../probe/probe.ts');
        const probes = await probe(alias, flags.call === true, at, signal);
        result({ aliases: probes }, isJson, () => describeProbes(probes, paintFor(process.stdout, at.env)));
        return isAllUsable(probes) ? EXIT.ok : EXIT.failed;
      }),
    );
}
