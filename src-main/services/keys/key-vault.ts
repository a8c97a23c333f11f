import type { KeyStatus } from '../../contract/snapshot.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { createEmitter } from '../../lib/emitter.ts';
import { Secret } from '../../lib/secret.ts';
import { createForgottenKeys } from './forgotten-keys.ts';
import type { NotedKeychain } from './noted-keychain.ts';

export interface KeyedProvider {
  readonly provider: string;
  readonly label: string;
  /** Empty where there is no variable to read it from. */
  readonly envName: string;
}

export interface KeyVault {
  /** Everything that may be known outside: presence, source, last check. */
  statuses(): readonly KeyStatus[];
  /** Keeps a key in memory, and in the OS keychain too when `remember`. @throws AppError when the keychain fails: the key is kept in memory all the same */
  set(provider: string, key: string, remember: boolean): Promise<void>;
  /** Forgets the key everywhere. @throws AppError when the keychain fails: it is gone from memory all the same */
  forget(provider: string, way?: ForgetWay): Promise<void>;
  forgetAll(way?: ForgetWay): Promise<void>;
  /** What `canUndo` left a way back for, into the keychain too where it was there. @throws AppError `too_late` */
  bringBack(): Promise<void>;
  /** For the parent link only. */
  reveal(): Readonly<Record<string, string>>;
  get(provider: string): Secret | undefined;
  noteCheck(provider: string, check: NonNullable<KeyStatus['lastCheck']>): void;
  /**
   * Providers that take a key from now on: one that is new, or has another variable, is looked for in the
   * environment. A provider that is not named any more keeps its key until it is forgotten.
   */
  setProviders(providers: readonly KeyedProvider[]): void;
  /** Learns, without opening the OS keychain, whose keys are remembered there. */
  readNotes(): Promise<void>;
  /**
   * Keys remembered in the OS keychain come back, where none was typed or found in the environment.
   * @returns the providers whose key is not there any more, or was not given out
   * @throws AppError when the keychain fails
   */
  recall(): Promise<readonly string[]>;
  /** Fires after every change of a key; never says which. */
  onChange(listener: () => void): Disposable;
}

export interface ForgetWay {
  /** Held in this memory alone for `UNDO_FOR_MS`, in use nowhere, then dropped. */
  readonly canUndo: boolean;
}

interface Entry {
  readonly key: Secret;
  readonly source: 'typed' | 'environment' | 'keychain';
}

/**
 * Provider keys, in this process's memory. Those in the environment are taken over and removed from it, so
 * that no child inherits them.
 *
 * @param env the live environment (`process.env`): it is changed
 */
export function createKeyVault(
  initial: readonly KeyedProvider[],
  env: Record<string, string | undefined>,
  keychain: NotedKeychain,
  onListenerError: (cause: unknown) => void,
): KeyVault {
  const entries = new Map<string, Entry>();
  const remembered = new Set<string>();
  /** Set or forgotten by the person: a key that the keychain gives out only later is an older one. */
  const decided = new Set<string>();
  const checks = new Map<string, NonNullable<KeyStatus['lastCheck']>>();
  /** Taken out of the environment, by variable: router.yaml may name another one for a provider at any time. */
  const taken = new Map<string, Secret>();
  const changed = createEmitter<void>(onListenerError);
  const forgotten = createForgottenKeys<Entry & { readonly wasRemembered: boolean }>();

  let providers = initial;
  adoptAll();

  function adoptAll(): void {
    for (const { envName } of providers) {
      const value = env[envName]?.trim();
      if (value) taken.set(envName, new Secret(value));
      delete env[envName];
    }
    for (const provider of providers) adopt(provider);
  }

  /**
   * What a person typed or remembered goes before what the environment says; of the environment only the
   * variable that is named now counts: a key for one gateway must not go to another.
   */
  function adopt({ provider, envName }: KeyedProvider): void {
    const entry = entries.get(provider);
    if (entry !== undefined && entry.source !== 'environment') return;
    const key = taken.get(envName);
    if (key !== entry?.key) checks.delete(provider);
    if (key === undefined) entries.delete(provider);
    else entries.set(provider, { key, source: 'environment' });
  }

  function envNameOf(provider: string): string {
    return providers.find(candidate => candidate.provider === provider)?.envName ?? '';
  }

  /** A key that was forgotten does not come back with the next change of router.yaml. */
  function forgetHere(provider: string): void {
    entries.delete(provider);
    checks.delete(provider);
    taken.delete(envNameOf(provider));
  }

  function known(provider: string): void {
    if (providers.some(candidate => candidate.provider === provider)) return;
    throw new AppError('contract-violation', say`There is no such provider to keep a key for.`, {
      detail: 'unknown_provider',
      remedy: say`One of: ${providers.map(candidate => candidate.provider).join(', ')}.`,
    });
  }

  function hold(names: readonly string[], way: ForgetWay | undefined): void {
    const leaving = names.flatMap(provider => {
      const entry = entries.get(provider);
      return entry && way?.canUndo
        ? [[provider, { ...entry, wasRemembered: remembered.has(provider) }] as const]
        : [];
    });
    forgotten.hold(new Map(leaving));
  }

  return {
    statuses: () =>
      providers.map(({ provider, label, envName }) => {
        const entry = entries.get(provider);
        const lastCheck = checks.get(provider);
        return {
          provider,
          label,
          envName,
          present: entry !== undefined,
          remembered: remembered.has(provider),
          ...(entry === undefined ? {} : { source: entry.source }),
          ...(lastCheck === undefined ? {} : { lastCheck }),
        };
      }),
    async set(provider, key, remember) {
      known(provider);
      decided.add(provider);
      entries.set(provider, { key: new Secret(key), source: 'typed' });
      checks.delete(provider);
      changed.emit();
      if (remember) {
        await orSay(say`The key is kept in memory until Signalbox quits.`, keychain.set(provider, key));
        remembered.add(provider);
      } else if (remembered.has(provider)) {
        // An unticked box means what it says: an older key must not come back at the next start.
        await orSay(
          say`The key is used, but the next start may bring the older one back.`,
          keychain.delete(provider),
        );
        remembered.delete(provider);
      }
      changed.emit();
    },
    async forget(provider, way) {
      known(provider);
      hold([provider], way);
      decided.add(provider);
      forgetHere(provider);
      changed.emit();
      if (!remembered.has(provider)) return;
      await orSay(STILL_THERE, keychain.delete(provider));
      remembered.delete(provider);
      changed.emit();
    },
    async forgetAll(way) {
      hold([...entries.keys()], way);
      for (const provider of [...entries.keys(), ...remembered]) decided.add(provider);
      entries.clear();
      checks.clear();
      taken.clear();
      changed.emit();
      for (const provider of [...remembered]) {
        await orSay(STILL_THERE, keychain.delete(provider));
        remembered.delete(provider);
      }
      changed.emit();
    },
    async bringBack() {
      // A key that was typed meanwhile is the newer wish.
      const back = [...forgotten.take()].filter(([provider]) => !entries.has(provider));
      if (back.length === 0) {
        throw new AppError('rejected', say`There is no key to bring back.`, {
          detail: 'too_late',
          remedy: say`Paste it again.`,
        });
      }
      for (const [provider, { key, source }] of back) {
        entries.set(provider, { key, source });
        if (source === 'environment') taken.set(envNameOf(provider), key);
      }
      changed.emit();
      for (const [provider, { key, wasRemembered }] of back) {
        if (!wasRemembered) continue;
        await orSay(say`The key is back until Signalbox quits.`, keychain.set(provider, key.reveal()));
        remembered.add(provider);
      }
      changed.emit();
    },
    reveal: () => Object.fromEntries([...entries].map(([provider, entry]) => [provider, entry.key.reveal()])),
    get: provider => entries.get(provider)?.key,
    noteCheck(provider, check) {
      checks.set(provider, check);
      changed.emit();
    },
    setProviders(next) {
      const gone = providers.filter(
        ({ provider }) => entries.has(provider) && !next.some(candidate => candidate.provider === provider),
      );
      providers = [...next, ...gone];
      adoptAll();
      changed.emit();
    },
    async readNotes() {
      for (const provider of await keychain.noted()) remembered.add(provider);
      changed.emit();
    },
    async recall() {
      const asked = [...remembered];
      const keys = await keychain.find(asked);
      for (const [provider, key] of Object.entries(keys)) {
        if (decided.has(provider) || entries.has(provider)) continue;
        entries.set(provider, { key: new Secret(key), source: 'keychain' });
      }
      changed.emit();
      return asked.filter(provider => keys[provider] === undefined && !decided.has(provider));
    },
    onChange: listener => changed.on(listener),
  };
}

const STILL_THERE = say`The key is gone from memory; if it is still in the key chain, the next start brings it back.`;

/** What became of the key is said before why the keychain had no part in it. */
async function orSay(outcome: Sentence, change: Promise<void>): Promise<void> {
  try {
    await change;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError(cause.code, say`${sentenceOf(cause, 'message')} ${outcome}`, {
      cause,
      ...(cause.detail === undefined ? {} : { detail: cause.detail }),
      remedy: cause.said?.remedy ?? cause.remedy,
    });
  }
}
