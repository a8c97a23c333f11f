import { renderShadowReport } from '../../services/bench/render-shadow-report.ts';
import { type AskedStage, askStageOnDisk, writeStage } from '../core/adaptive-stage.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import { readAdaptiveReport } from '../core/read-adaptive-report.ts';
import { adaptiveStatePath } from '../core/stage-in-force.ts';
import { describeStage } from './describe-stage.ts';
import { ledgerFolder } from './history.ts';
import { outcomeOrThrow } from './outcome-or-throw.ts';
import { dateTime } from './output/figures.ts';
import { result } from './print.ts';
import { readSettings } from './read-settings.ts';
import { readStage } from './read-stage.ts';
import type { Surroundings } from './surroundings.ts';

/** Moves shown under the report. */
const MOVES_SHOWN = 5;

/** The stage in force and what the policy asks for; needs no running Signalbox. */
export async function showStage(isJson: boolean, at: Surroundings): Promise<undefined> {
  await using settings = await readSettings(at);
  const policy = settings.policy().adaptive_router;
  const stage = await readStage(policy, at);
  result({ ...stage, asked: policy.rollout }, isJson, () => describeStage(stage).join('\n'));
  return undefined;
}

/** What the adaptive router would have changed, from the request log; needs no running Signalbox. */
export async function reportAdaptive(
  requests: number,
  isJson: boolean,
  at: Surroundings,
): Promise<undefined> {
  await using settings = await readSettings(at);
  const policy = settings.policy().adaptive_router;
  const { report, shadow } = await readAdaptiveReport({
    ledgerFolder: ledgerFolder(at),
    statePath: adaptiveStatePath(at.userDataFolder),
    requests,
  });
  const { requests: looked, wouldSwitch, applied, costGuardBlocked, moves, gateReasons } = shadow;
  const stage = await readStage(policy, at);
  const json = {
    ...stage,
    asked: policy.rollout,
    requests: looked,
    would_switch: wouldSwitch,
    applied,
    cost_guard_blocked: costGuardBlocked,
    moves,
    gate_reasons: gateReasons,
    ...report,
  };
  result(json, isJson, () =>
    [
      `Adaptive routing: ${describeStage(stage).join('\n  ')}`,
      ...report.transitions
        .slice(0, MOVES_SHOWN)
        .map(one => `  ${dateTime(one.at_ms)}  ${one.from} -> ${one.to}: ${one.evidence}`),
      '',
      renderShadowReport(shadow, stage.rolled_back !== undefined),
    ].join('\n'),
  );
  return undefined;
}

const SAID: Readonly<Record<AskedStage, string>> = {
  off: 'Adaptive routing is off.',
  shadow:
    'Adaptive routing looks on and changes nothing. `signalbox adaptive report` tells what it would have done.',
  canary: 'Adaptive routing decides for some conversations, and rolls itself back when that does harm.',
  live: 'Adaptive routing decides for every request, and rolls itself back when that does harm.',
};

/** Moves the stage, through the running Signalbox where there is one. */
export async function setStage(stage: AskedStage, isJson: boolean, at: Surroundings): Promise<undefined> {
  const instance = await findInstance(at.userDataFolder);
  if (instance === undefined) {
    await using settings = await readSettings(at);
    await writeStage(settings, stage);
    if (stage !== 'off') await askStageOnDisk(adaptiveStatePath(at.userDataFolder), stage, Date.now());
  } else {
    outcomeOrThrow(await callInstance(instance, 'adaptive.setRollout', { rollout: stage }));
  }
  result({ rollout: stage, running: instance !== undefined }, isJson, () => SAID[stage]);
  return undefined;
}
