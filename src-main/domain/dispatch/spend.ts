/** USD of one calendar day of the person's, as `2026-11-21`. */
interface DaySpend {
  readonly day: string;
  readonly usd: number;
}

/** What was spent lately, by the person's calendar days. */
export interface Spend extends DaySpend {
  /**
   * The day seen before this one: a request that began before midnight ends after it, and a traveller's
   * calendar goes back.
   */
  readonly before?: DaySpend | undefined;
  /** Day for which the person lifted the budgets. */
  readonly liftedDay?: string | undefined;
}

export const NO_SPEND: Spend = { day: '', usd: 0 };

/** USD spent on this day so far. */
export function spentOn({ day: latest, usd, before }: Spend, day: string): number {
  if (latest === day) return usd;
  return before?.day === day ? before.usd : 0;
}

export function addSpend(spend: Spend, day: string, usd: number): Spend {
  if (spend.day === day) return { ...spend, usd: spend.usd + usd };
  if (spend.before?.day === day) return { ...spend, before: { day, usd: spend.before.usd + usd } };
  const before = spend.day === '' ? undefined : { day: spend.day, usd: spend.usd };
  return { ...spend, day, usd, before };
}

/** USD that attempts on their way are expected to cost: in all, and by conversation id. */
export interface Reserved {
  readonly usd: number;
  readonly byConversation: ReadonlyMap<string, number>;
}

export const NOTHING_RESERVED: Reserved = { usd: 0, byConversation: new Map() };

/** What an attempt keeps of the budgets while it runs, so that requests sent together see one another. */
export interface Reserve {
  readonly usd: number;
  readonly conversationId?: string | undefined;
}

/** @param sign 1 to take, -1 to give back */
export function changeReserved(reserved: Reserved, { usd, conversationId }: Reserve, sign: 1 | -1): Reserved {
  // Sums of fractions that went in and out may miss zero by a hair.
  const next = (before: number) => Math.max(0, before + sign * usd);
  if (conversationId === undefined) return { ...reserved, usd: next(reserved.usd) };
  const byConversation = new Map(reserved.byConversation);
  const left = next(byConversation.get(conversationId) ?? 0);
  if (left < 1e-12) byConversation.delete(conversationId);
  else byConversation.set(conversationId, left);
  return { usd: next(reserved.usd), byConversation };
}
