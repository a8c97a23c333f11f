import type { RouterSettings } from '../../../contract/settings.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import { findInstance } from '../../core/claim-instance.ts';
import type { Paint } from '../output/paint.ts';
import { table } from '../output/table.ts';
import { readSettings } from '../read-settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { type CallProbe, callAlias } from './call-alias.ts';
import { type ProviderProbe, probeProvider } from './probe-providers.ts';

export interface CandidateProbe extends ProviderProbe {
  readonly deployment: string;
  readonly provider: string;
  readonly model: string;
}

export interface AliasProbe {
  readonly alias: string;
  /** Whether at least one candidate can be asked. */
  readonly isUsable: boolean;
  readonly candidates: readonly CandidateProbe[];
  /** One minimal call through the router, where it was asked for. */
  readonly call?: CallProbe;
}

/**
 * Checks aliases without calling a model: every provider behind them is asked once for its list of models.
 * @param asked an alias or deployment; all aliases when absent
 * @throws AppError `unknown_model`; `not_running` for a call without a running router
 */
export async function probe(
  asked: string | undefined,
  isCalling: boolean,
  at: Surroundings,
  signal: AbortSignal,
): Promise<readonly AliasProbe[]> {
  await using opened = await readSettings(at);
  const settings = opened.current();
  const names = asked === undefined ? Object.keys(settings.aliases) : [asked];
  const candidates = new Map(names.map(name => [name, candidatesOf(name, settings)]));
  const instance = await findInstance(at.userDataFolder);
  const providers = new Set([...candidates.values()].flat().map(({ provider }) => provider));
  const probes = new Map(
    await Promise.all(
      [...providers].map(
        async name => [name, await probeProvider(name, settings, instance, at, signal)] as const,
      ),
    ),
  );
  const found: AliasProbe[] = [];
  for (const [alias, behind] of candidates) {
    const probed = behind.flatMap(candidate => {
      const provider = probes.get(candidate.provider);
      return provider === undefined ? [] : [{ ...candidate, ...provider }];
    });
    const isUsable = probed.some(({ result }) => result === 'ok');
    const call = isCalling ? { call: await callAlias(alias, at, signal) } : {};
    found.push({ alias, isUsable, candidates: probed, ...call });
  }
  return found;
}

function candidatesOf(name: string, { aliases, deployments }: RouterSettings) {
  const names = aliases[name]?.candidates ?? (Object.hasOwn(deployments, name) ? [name] : undefined);
  if (names === undefined) {
    throw new AppError('rejected', `router.yaml has no alias or deployment called ${name}.`, {
      detail: 'unknown_model',
      remedy: `Its aliases: ${Object.keys(aliases).join(', ')}.`,
    });
  }
  return names.flatMap(deployment => {
    const settings = deployments[deployment];
    return settings === undefined ? [] : [{ deployment, provider: settings.provider, model: settings.model }];
  });
}

/** Whether everything that was asked about can be used. */
export function isAllUsable(probes: readonly AliasProbe[]): boolean {
  return probes.every(({ isUsable, call }) => (call === undefined ? isUsable : call.isAnswered));
}

export function describeProbes(probes: readonly AliasProbe[], paint: Paint): string {
  return probes
    .map(({ alias, isUsable, candidates, call }) => {
      const mark = isUsable ? paint('green', 'usable') : paint('red', 'not usable');
      const rows = candidates.map(({ deployment, provider, result, message }) => [
        `  ${deployment}`,
        provider,
        result === 'ok' ? 'ok' : result,
        message,
      ]);
      return [
        `${alias}: ${mark}`,
        table(rows),
        ...(call === undefined ? [] : [`  call: ${call.message}`]),
      ].join('\n');
    })
    .join('\n');
}
