import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { RoutingSnapshot } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { PolicyValue } from '../../domain/policy/effective-policy.ts';
import { parsePolicyYaml, parseRouterYaml } from '../../services/settings/parse-settings.ts';
import { describeProblem, type SettingsProblem } from '../../services/settings/settings-problem.ts';
import { callInstance } from '../core/call-instance.ts';
import { findInstance } from '../core/claim-instance.ts';
import type { StageInForce } from '../core/stage-in-force.ts';
import { describeRestart } from './describe-restart.ts';
import { describeStage } from './describe-stage.ts';
import { table } from './output/table.ts';
import { readSettings } from './read-settings.ts';
import { readStage } from './read-stage.ts';
import type { Surroundings } from './surroundings.ts';

export interface PolicyShown {
  readonly path: string;
  readonly values: readonly PolicyValue[];
  readonly problems: readonly SettingsProblem[];
  /** Stage of the adaptive router in force, which is lower than what the policy asks for after a roll-back. */
  readonly adaptive: StageInForce;
}

export async function showPolicy(at: Surroundings): Promise<PolicyShown> {
  await using settings = await readSettings(at);
  return {
    path: settings.path('codex-routing-policy.yaml'),
    values: settings.policyValues(),
    problems: settings.problems(),
    adaptive: await readStage(settings.policy().adaptive_router, at),
  };
}

export function describePolicy({ path, values, adaptive }: PolicyShown): string {
  const rows = values.map(({ key, value, source, envName }) => [
    key,
    Array.isArray(value) ? `[${value.join(', ')}]` : String(value),
    envName === undefined ? source : `${source} ${envName}`,
  ]);
  const notice =
    adaptive.enabled && adaptive.rolled_back !== undefined
      ? `\n\nin force is ${describeStage(adaptive).join('\n  ')}`
      : '';
  return `${table(rows)}${notice}\n\nfile: ${path}`;
}

export interface PolicyChecked {
  readonly files: readonly string[];
  readonly problems: readonly SettingsProblem[];
  /** Of the person's own files: what running routing does without, because it could not be had. */
  readonly restartFor?: RoutingSnapshot['restartFor'];
  readonly listenFault?: RoutingSnapshot['listenFault'];
}

/** @param file one file instead of the person's own two; `router.yaml` by its name, else a policy. @throws AppError */
export async function checkPolicy(file: string | undefined, at: Surroundings): Promise<PolicyChecked> {
  if (file === undefined) {
    await using settings = await readSettings(at);
    return {
      files: [settings.path('router.yaml'), settings.path('codex-routing-policy.yaml')],
      problems: settings.problems(),
      ...(await notInForce(at.userDataFolder)),
    };
  }
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new AppError('rejected', `${file} cannot be read.`, {
      cause,
      detail: 'file_unreadable',
      remedy: 'Name a file that exists.',
    });
  });
  const parsed = basename(file) === 'router.yaml' ? parseRouterYaml(text) : parsePolicyYaml(text);
  return { files: [file], problems: parsed.ok ? [] : parsed.problems };
}

async function notInForce(
  userDataFolder: string,
): Promise<Pick<PolicyChecked, 'restartFor' | 'listenFault'>> {
  const instance = await findInstance(userDataFolder);
  if (instance === undefined) return {};
  // Files can be checked beside a program that hangs.
  const snapshot = await callInstance(instance, 'snapshot.get', undefined).catch(() => undefined);
  const { restartFor = [], listenFault } = snapshot?.routing ?? {};
  return { restartFor, ...(listenFault && { listenFault }) };
}

export function describePolicyCheck({ files, problems, ...rest }: PolicyChecked): string {
  if (problems.length > 0) return problems.map(describeProblem).join('\n');
  return [...files.map(file => `${file}: no mistakes`), ...describeRestart(rest)].join('\n');
}
