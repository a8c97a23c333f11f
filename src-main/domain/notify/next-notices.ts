/** What a person who does not look at the dashboard should still learn of. */
export type Notice =
  | { readonly kind: 'key-refused'; readonly provider: string }
  | { readonly kind: 'budget-reached'; readonly spentUsd: number; readonly budgetUsd: number }
  | { readonly kind: 'moved'; readonly from: string; readonly to: string; readonly reason?: string }
  | { readonly kind: 'restored' }
  | { readonly kind: 'given-up' }
  | { readonly kind: 'keychain-silent' };

/** Of the program's state, what notices are about. */
export interface Watched {
  /** Providers that answered 401 or 403 to the key there is. */
  readonly refusedProviders: readonly string[];
  /** While today's budget is used up and not lifted. `day`: the person's calendar day. */
  readonly budget?: { readonly day: string; readonly spentUsd: number; readonly budgetUsd: number };
  /** Turns answered by another provider than the turn before in the same conversation. */
  readonly moves: readonly Move[];
  /** Codex's own configuration names the router. */
  readonly isSwapActive: boolean;
  /** Routing ran, ended by itself, and is no longer started again. */
  readonly isGivenUp: boolean;
  /** Remembered keys are missing since the key chain does not give them out. */
  readonly isKeychainSilent: boolean;
}

export interface Move {
  /** Of the request. */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason?: string;
}

/**
 * What was seen and told so far. Starts as `undefined`: what holds already at the start is no news, but for a
 * key chain that is asked only once, there.
 */
export interface NoticeMemory {
  readonly seen: Watched;
  /** When a subject was last told, epoch milliseconds. */
  readonly toldAtMs: ReadonlyMap<string, number>;
}

const MINUTE_MS = 60_000;

/** The same subject is not told again within this. A provider that comes and goes moves a thread often. */
const QUIET_FOR_MS: Readonly<Record<Notice['kind'], number>> = {
  'key-refused': 5 * MINUTE_MS,
  'budget-reached': 24 * 60 * MINUTE_MS,
  moved: 10 * MINUTE_MS,
  restored: MINUTE_MS,
  'given-up': MINUTE_MS,
  'keychain-silent': 60 * MINUTE_MS,
};

/**
 * The notices of one change of state.
 * @param isQuiet nothing is told, now or later, of what happens meanwhile
 */
export function nextNotices(
  memory: NoticeMemory | undefined,
  next: Watched,
  nowMs: number,
  isQuiet: boolean,
): { readonly memory: NoticeMemory; readonly notices: readonly Notice[] } {
  const seen = memory?.seen ?? { ...next, isKeychainSilent: false };
  const toldAtMs = new Map(memory?.toldAtMs);
  const notices: Notice[] = [];
  for (const { notice, subject } of changes(seen, next)) {
    const lastAtMs = toldAtMs.get(subject);
    if (lastAtMs !== undefined && nowMs - lastAtMs < QUIET_FOR_MS[notice.kind]) continue;
    toldAtMs.set(subject, nowMs);
    if (!isQuiet) notices.push(notice);
  }
  return { memory: { seen: next, toldAtMs }, notices };
}

function* changes(before: Watched, after: Watched): Generator<{ notice: Notice; subject: string }> {
  for (const provider of after.refusedProviders) {
    if (before.refusedProviders.includes(provider)) continue;
    yield { notice: { kind: 'key-refused', provider }, subject: `key-refused ${provider}` };
  }
  if (after.budget !== undefined && after.budget.day !== before.budget?.day) {
    const { day, spentUsd, budgetUsd } = after.budget;
    yield { notice: { kind: 'budget-reached', spentUsd, budgetUsd }, subject: `budget-reached ${day}` };
  }
  const seen = new Set(before.moves.map(({ id }) => id));
  for (const { id, ...move } of after.moves) {
    // Ten threads that leave one provider are one piece of news.
    if (!seen.has(id)) yield { notice: { kind: 'moved', ...move }, subject: `moved ${move.from} ${move.to}` };
  }
  if (before.isSwapActive && !after.isSwapActive) yield { notice: { kind: 'restored' }, subject: 'restored' };
  if (!before.isGivenUp && after.isGivenUp) yield { notice: { kind: 'given-up' }, subject: 'given-up' };
  if (!before.isKeychainSilent && after.isKeychainSilent) {
    yield { notice: { kind: 'keychain-silent' }, subject: 'keychain-silent' };
  }
}
