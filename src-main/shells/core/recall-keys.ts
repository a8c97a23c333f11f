import type { AppSnapshot, Fault } from '../../contract/snapshot.ts';
import { inWords, say, textOf } from '../../domain/sentence/sentence.ts';
import { describeCause } from '../../services/host/open-log.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import { faultOf } from './fault-of.ts';

/** How long a key chain that asks its person for nothing needs at most. */
const QUICK_WITHIN_MS = 4000;

/** Keys on their way out of the key chain. */
export interface KeyRecall extends Disposable {
  /** Why remembered keys are not here, while they are not. */
  snapshot(): Pick<AppSnapshot, 'keychainFault'>;
}

export interface KeyRecallDeps {
  readonly vault: KeyVault;
  onChange(): void;
  log(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/**
 * Asks the key chain for the remembered keys. Nobody waits for it: one that is locked asks its person first,
 * and the keys reach the router when they come. Until then, and when they do not, that is said.
 */
export function recallKeys({ vault, onChange, log }: KeyRecallDeps): KeyRecall {
  let fault: Fault | undefined;
  let isOver = false;
  const names = (providers: readonly string[]) =>
    vault
      .statuses()
      .filter(({ provider }) => providers.includes(provider))
      .map(({ label }) => label)
      .join(', ');
  const missing = () => vault.statuses().filter(({ remembered, present }) => remembered && !present);
  function tell(next: Fault | undefined): void {
    if (isOver) return;
    fault = next;
    if (next !== undefined) log('keychain', { code: next.code });
    onChange();
  }
  const late = setTimeout(() => tell(WAITING), QUICK_WITHIN_MS);
  vault
    .recall()
    .then(
      lost => tell(lost.length === 0 ? undefined : lostFault(names(lost))),
      (cause: unknown) => {
        if (!isOver) log('keychain-silent', describeCause(cause));
        const fault = faultOf(cause);
        tell({ ...fault, remedy: textOf(REMEDY), said: { ...fault.said, remedy: REMEDY } });
      },
    )
    .finally(() => clearTimeout(late));
  return {
    // A key that was typed meanwhile is as good.
    snapshot: () => (fault !== undefined && missing().length > 0 ? { keychainFault: fault } : {}),
    [Symbol.dispose]() {
      isOver = true;
      clearTimeout(late);
    },
  };
}

const REMEDY = say`Unlock the key chain and restart Signalbox, or paste the keys again.`;

const WAITING: Fault = {
  code: 'keychain_waiting',
  ...inWords({
    message: say`The key chain of this computer has not answered yet; remembered keys are missing until it does.`,
    remedy: say`It may be locked: look for its password window and unlock it, or paste the keys again.`,
  }),
};

function lostFault(labels: string): Fault {
  return {
    code: 'keychain_without_key',
    ...inWords({
      message: say`The key chain did not give out the remembered key of ${labels}: it is locked, or the key was removed there.`,
      remedy: REMEDY,
    }),
  };
}
