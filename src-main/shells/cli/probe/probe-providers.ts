import { request } from 'undici';
import type { ProviderSettings, RouterSettings } from '../../../contract/settings.ts';
import { createDeadline } from '../../../lib/deadline.ts';
import { Secret } from '../../../lib/secret.ts';
import type { Instance } from '../../../services/instance/instance-file.ts';
import { checkKey } from '../../../services/keys/check-key.ts';
import { keyedProviders } from '../../../services/keys/keyed-providers.ts';
import { callInstance } from '../../core/call-instance.ts';
import { openNotedKeychain } from '../own-keychain.ts';
import type { Surroundings } from '../surroundings.ts';

export interface ProviderProbe {
  readonly result: 'ok' | 'switched-off' | 'no-key' | 'refused' | 'unreachable';
  /** In words; never holds a key. */
  readonly message: string;
}

const PATIENCE_MS = 8000;

/** Asks one provider for what needs a key but no model. With a running Signalbox its key is used. */
export async function probeProvider(
  name: string,
  settings: RouterSettings,
  instance: Instance | undefined,
  at: Surroundings,
  signal: AbortSignal,
): Promise<ProviderProbe> {
  const provider = settings.providers[name];
  if (provider === undefined || !provider.enabled) {
    return { result: 'switched-off', message: `${name} is switched off in router.yaml.` };
  }
  if (provider.keyless) return await probeKeyless(name, provider, signal);
  const keyed = keyedProviders(settings.providers).find(known => known.provider === name);
  if (instance !== undefined && keyed !== undefined) return await probeByInstance(name, instance);
  const key = await findKey(name, keyed?.envName ?? '', at);
  if (key === undefined) {
    return { result: 'no-key', message: `There is no key for ${keyed?.label ?? name}.` };
  }
  const { result, message } = await checkKey(keyed?.label ?? name, provider, key, Date.now(), signal);
  return { result: result === 'accepted' ? 'ok' : result, message };
}

async function probeByInstance(name: string, instance: Instance): Promise<ProviderProbe> {
  const outcome = await callInstance(instance, 'keys.check', { provider: name });
  if (outcome.ok) return { result: 'ok', message: outcome.message ?? 'The key was accepted.' };
  const { code, message } = outcome.fault;
  if (code === 'key-missing') return { result: 'no-key', message: `There is no key for ${name}.` };
  return { result: code === 'key-refused' ? 'refused' : 'unreachable', message };
}

async function findKey(name: string, envName: string, at: Surroundings): Promise<Secret | undefined> {
  const value =
    at.env[envName]?.trim() ||
    (await openNotedKeychain(at)
      .find([name])
      .then(found => found[name])
      .catch(() => undefined)); // no key chain, no key from it
  return value ? new Secret(value) : undefined;
}

async function probeKeyless(
  name: string,
  { base_url }: ProviderSettings,
  signal: AbortSignal,
): Promise<ProviderProbe> {
  const { origin } = new URL(base_url);
  using patience = createDeadline(PATIENCE_MS, signal);
  try {
    const { statusCode, body } = await request(`${base_url.replace(/\/+$/, '')}/models`, {
      signal: patience.signal,
    });
    await body.dump();
    if (statusCode < 300) return { result: 'ok', message: `${name} answers.` };
    return { result: 'unreachable', message: `${origin} answered with HTTP ${statusCode}.` };
  } catch {
    signal.throwIfAborted();
    return { result: 'unreachable', message: `${origin} does not answer.` };
  }
}
