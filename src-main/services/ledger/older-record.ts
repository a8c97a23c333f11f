import { requestRecordSchema } from '../../contract/request-record.ts';

/** What a record from before a field was written down is taken to have said. */
const BEFORE = {
  v: 1,
  kind: 'other',
  strategy: 'ordered',
  candidates: [],
  attempts: [],
  cause: 'unknown',
  choice_probability: 1,
  reason: '',
} as const;

/**
 * A parsed line from before records carried `v`, as one of today: what it does not say is filled in, what cannot be
 * read today (token counts without their convention, say) is left out. Without `id`, `at_ms`, `asked`, `status` or
 * `total_ms` it stays what it is: damaged. Lines with a version come back as they are.
 */
export function completeOlderRecord(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || 'v' in value) return value;
  const before = { ...BEFORE, resolved: 'asked' in value ? value.asked : undefined };
  const { error } = requestRecordSchema.safeParse({ ...before, ...value });
  if (error === undefined) return { ...before, ...value };
  const unreadable = new Set(error.issues.map(({ path }) => path[0]));
  const readable = Object.entries(value).filter(([key]) => !unreadable.has(key));
  return { ...before, ...Object.fromEntries(readable) };
}
