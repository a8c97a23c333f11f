/** What became of a plan. */
export interface ReasonEnd {
  /** The plan's own line. */
  readonly planned: string;
  /** Attempts that failed, in order, with the stable word of their failure. */
  readonly failed: readonly { readonly deployment: string; readonly word: string }[];
  /** Deployment that answered or is being tried, where it is not the planned one. */
  readonly goesTo?: string | undefined;
  /** What was left out or changed knowingly on the way. */
  readonly notes?: readonly string[];
  readonly costUsd?: number | undefined;
}

/**
 * The reason line when the request is over:
 * `codex-default -> a: first candidate that may be used; a failed (rate_limited), then b; $0.0042`
 */
export function finalReason({ planned, failed, goesTo, notes = [], costUsd }: ReasonEnd): string {
  const failures = failed.map(({ deployment, word }) => `${deployment} failed (${word})`).join(', ');
  const after = failures && (goesTo === undefined ? `; ${failures}` : `; ${failures}, then ${goesTo}`);
  const noted = notes.length > 0 ? `; ${notes.join('; ')}` : '';
  const cost = costUsd === undefined ? '' : `; $${costUsd.toFixed(4)}`;
  return `${planned}${after}${noted}${cost}`;
}
