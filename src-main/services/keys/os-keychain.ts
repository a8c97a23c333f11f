import { type ChildProcess, fork } from 'node:child_process';
import { type KeychainRequest, keychainAnswerSchema } from '../../contract/keychain-link.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { createDeadline } from '../../lib/deadline.ts';
import type { Keychain } from './keychain.ts';
import { keychainEnvironment } from './keychain-environment.ts';

export interface OsKeychainOptions {
  /** The built program that opens the key chain. */
  readonly entry: string;
  /** Of this process; the other gets what a key chain needs of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Patience with a search: a locked key chain may be asking the person for its password. */
  readonly findWithinMs: number;
}

/** Disposing of it ends whatever still waits for the key chain. */
export interface OsKeychain extends Keychain, Disposable {}

/** A change is asked for by somebody who waits for the answer. */
const CHANGE_WITHIN_MS = 25_000;

/**
 * The OS keychain, opened in a process of its own for each thing to do: one that is locked, or asks its
 * person, or never answers can then neither hold up this process nor its end. Keys travel on the link between
 * the two, and nowhere else.
 */
export function createOsKeychain({ entry, env, findWithinMs }: OsKeychainOptions): OsKeychain {
  const end = new AbortController();
  const ask = async (request: KeychainRequest, withinMs: number) => {
    using deadline = createDeadline(withinMs, end.signal);
    return await askOnce(entry, env, request, deadline.signal);
  };
  return {
    find: async providers =>
      providers.length === 0 ? {} : await ask({ do: 'find', providers: [...providers] }, findWithinMs),
    set: async (provider, key) => void (await ask({ do: 'set', provider, key }, CHANGE_WITHIN_MS)),
    delete: async provider => void (await ask({ do: 'delete', provider }, CHANGE_WITHIN_MS)),
    [Symbol.dispose]: () => end.abort(),
  };
}

function askOnce(
  entry: string,
  env: OsKeychainOptions['env'],
  request: KeychainRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(silent());
    const child = startProcess(entry, env);
    const giveUp = () => settle(() => reject(silent()));
    function settle(how: () => void): void {
      signal.removeEventListener('abort', giveUp);
      child.removeAllListeners();
      // It may still be started, or still be at work in the key chain: nothing but this ends it then.
      child.on('error', () => undefined).kill('SIGKILL');
      how();
    }
    signal.addEventListener('abort', giveUp, { once: true });
    child.once('message', raw => {
      const answer = keychainAnswerSchema.safeParse(raw);
      settle(() => {
        if (answer.success && answer.data.ok) resolve(answer.data.keys);
        else reject(unavailable(answer.success && !answer.data.ok ? answer.data.reason : 'no answer'));
      });
    });
    child.once('error', cause => settle(() => reject(unavailable(cause.message))));
    child.once('exit', code => settle(() => reject(unavailable(`its process ended with ${code}`))));
    child.send(request, cause => {
      if (cause !== null) settle(() => reject(unavailable(cause.message)));
    });
  });
}

function startProcess(entry: string, env: OsKeychainOptions['env']): ChildProcess {
  return fork(entry, [], {
    // Of an Electron, the other process is that Electron too and has to be told to be a plain Node.
    env: {
      ...keychainEnvironment(env),
      ...(process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' }),
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

function silent(): AppError {
  return new AppError('unavailable', say`The key chain of this computer does not answer.`, {
    detail: 'keychain_silent',
    remedy: say`It may be locked, or may be asking for its password behind another window. Unlock it and try again.`,
  });
}

/** @param reason names at most which service is missing */
function unavailable(reason: string): AppError {
  return new AppError('unavailable', say`The key chain of this computer cannot be used.`, {
    cause: new Error(reason),
    detail: 'keychain_unavailable',
    remedy: say`Unlock it. On Linux a Secret Service such as gnome-keyring has to run.`,
  });
}
