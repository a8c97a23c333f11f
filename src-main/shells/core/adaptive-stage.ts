import { savedRolloutSchema } from '../../contract/saved-rollout.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { RolloutStage } from '../../domain/markov/adaptive-settings.ts';
import { nextRollout } from '../../domain/markov/rollout/rollout.ts';
import { reviveRollout, saveRollout } from '../../domain/markov/rollout/saved-rollout.ts';
import { say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { openStateFile } from '../../services/ledger/open-state-file.ts';
import type { Settings } from '../../services/settings/open-settings.ts';

export type AskedStage = 'off' | RolloutStage;

/**
 * Writes the stage a person asks for into the policy; comments and everything else there stay.
 * @throws AppError `settings-invalid` when the policy file has mistakes
 */
export async function writeStage(settings: Settings, asked: AskedStage): Promise<void> {
  const at = (key: string, value: unknown) => ({ path: ['adaptive_router', key], value });
  const edits =
    asked === 'off'
      ? [at('enabled', false)]
      : [at('enabled', true), at('shadow_mode', asked === 'shadow'), at('rollout', asked)];
  const problems = await settings.edit('codex-routing-policy.yaml', edits);
  const first = problems[0];
  if (first === undefined) return;
  throw new AppError(
    'settings-invalid',
    say`codex-routing-policy.yaml has a mistake: ${sentenceOf(first, 'message')}`,
    {
      remedy: say`Mend it first: \`signalbox policy check\` shows where.`,
    },
  );
}

/**
 * While no router runs: a stage that was rolled back from holds again at the next start, because a person asked.
 * @param path `state/adaptive.json`
 */
export async function askStageOnDisk(path: string, stage: RolloutStage, nowMs: number): Promise<void> {
  let failure: unknown;
  let rollout: ReturnType<typeof reviveRollout> | undefined;
  const file = await openStateFile({
    path,
    schema: savedRolloutSchema,
    take: () => {
      if (rollout === undefined) throw new Error('taken before it was loaded');
      return saveRollout(rollout);
    },
    onError: cause => {
      failure = cause;
    },
  });
  // Without a file nothing was ever rolled back: the policy alone decides.
  if (file.loaded === undefined) return;
  rollout = nextRollout(reviveRollout(file.loaded), { type: 'promoted', to: stage }, nowMs);
  file.touch();
  await file.flush();
  if (failure !== undefined) throw failure;
}
