import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Leftovers, UndoReport } from '../../contract/codex-status.ts';
import type { CodexChanges } from '../../contract/figures-snapshot.ts';
import { chooseSwap, hasLogin } from '../../domain/codex/choose-swap.ts';
import { codexCapabilities } from '../../domain/codex/codex-capabilities.ts';
import type { AuthCommand } from '../../domain/codex/plan-profile.ts';
import type { RouterAddress } from '../../domain/codex/profile-spec.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { checkConfig } from './check-profile.ts';
import { readCodexChanges } from './codex-changes.ts';
import { type CodexSurroundings, codexHome } from './codex-home.ts';
import { decodeText } from './decode-text.ts';
import { type FileLayer, nodeFiles } from './file-layer.ts';
import { findCodex } from './find-codex.ts';
import { type ConfigSwap, openConfigSwap } from './swap-config.ts';
import type { LockOwner } from './swap-lock.ts';
import { undoEverything } from './undo-everything.ts';

export interface CodexSwapOptions {
  readonly surroundings: CodexSurroundings;
  readonly auth: AuthCommand;
  /** `state/` in the user data folder. */
  readonly stateFolder: string;
  readonly files?: FileLayer;
}

/** Swap mode for the installed Codex. `restore` is what stop, quit and every start call. */
export interface CodexSwap extends Pick<ConfigSwap, 'restore' | 'restoreByForce' | 'status'> {
  /** @param door see `chooseSwap`. @throws AppError */
  enable(router: RouterAddress, door?: string): Promise<void>;
  undoEverything(leftovers: Leftovers): Promise<UndoReport>;
  /** Exactly what of ours stands in Codex's folder now. */
  changes(): Promise<CodexChanges>;
}

export function openCodexSwap(options: CodexSwapOptions): CodexSwap {
  const { surroundings, auth, stateFolder, files = nodeFiles } = options;
  const home = codexHome(surroundings);
  const owner = (): LockOwner => ({
    pid: process.pid,
    nowMs: Date.now(),
    token: randomBytes(4).toString('hex'),
    isAlive,
  });
  const swap = openConfigSwap({
    files,
    home,
    stateFolder,
    owner,
    async check() {
      const found = await findCodex(surroundings);
      if (found.kind !== 'found') return { accepted: false, words: 'Codex was not found.' };
      return checkConfig({ codexPath: found.path, env: surroundings.env }, home);
    },
  });
  return {
    async enable(router, door) {
      const found = await findCodex(surroundings);
      if (found.kind !== 'found') {
        throw new AppError('child-failed', say`Codex was not found, so there is nothing to swap for.`, {
          detail: 'codex-absent',
          remedy: say`Install it with "npm install -g @openai/codex".`,
        });
      }
      const login = await files.read(join(home, 'auth.json'));
      await swap.enable(
        chooseSwap({
          router,
          auth,
          capabilities: codexCapabilities(found.version),
          hasOpenAiLogin: hasLogin(parseJson(login && decodeText(login))),
          ...(door !== undefined && { door }),
        }),
      );
    },
    restore: swap.restore,
    restoreByForce: swap.restoreByForce,
    status: swap.status,
    changes: async () => readCodexChanges(files, home, await swap.status()),
    undoEverything: leftovers => undoEverything({ files, home, swap, leftovers, owner: owner() }),
  };
}

/** Signal 0 asks without sending; a process of another user's exists, too. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return hasErrorCode(cause, 'EPERM');
  }
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // No login that Codex could use either.
    return undefined;
  }
}
