import type { Command } from 'commander';
import { commandGroup, examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

interface Options {
  readonly json?: boolean;
  readonly requests: number;
}

const STAGES = [
  [
    'off',
    'the health model is switched off',
    'Switches the health model off; the order of the policy stands.',
  ],
  [
    'shadow',
    'it looks on and changes nothing',
    'Looks on, and notes for each request what it would have done.',
  ],
  [
    'canary',
    'it decides for a share of the conversations',
    'Decides for a share of the conversations (canary_fraction of the policy), always the same ones.',
  ],
  ['live', 'it decides for every request', 'Decides for every request.'],
] as const;

/** `adaptive report|status|off|shadow|canary|live`: they work with a running Signalbox and without one. */
export function registerAdaptive(program: Command, at: Surroundings): void {
  const group = commandGroup(
    program,
    'adaptive',
    'the adaptive router: its stage, and what it would have changed',
  );
  const work = () => import('../adaptive.ts');
  group
    .command('report')
    .summary('what it would have changed, and whether the next stage is safe')
    .description(
      'Tells from the request log what the adaptive router would have changed, estimates with intervals what ' +
        'that would have been worth, and says whether the next stage is safe.',
    )
    .option('--requests <n>', 'newest requests to look at', wholeNumber(1, 100_000), 5000)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox adaptive report', 'in words'],
        ['signalbox adaptive report --json | jq .gate', 'for a script'],
      ),
    )
    .action((options: Options) =>
      perform(options, async ({ isJson }) => (await work()).reportAdaptive(options.requests, isJson, at)),
    );
  group
    .command('status')
    .summary('the stage in force, and why')
    .description(
      'Shows the stage in force. After an automatic roll-back that is shadow, whatever the policy file asks for, ' +
        'until a stage is asked for again.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples(['signalbox adaptive status', 'in words']))
    .action((options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => (await work()).showStage(isJson, at)),
    );
  for (const [stage, summary, description] of STAGES) {
    group
      .command(stage)
      .summary(summary)
      .description(`${description} In canary and live it rolls itself back when it does harm.`)
      .addOption(jsonOption())
      .addHelpText('after', examples([`signalbox adaptive ${stage}`, summary]))
      .action((options: Options) =>
        perform(options, async ({ isJson }) => (await work()).setStage(stage, isJson, at)),
      );
  }
}
