const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * `next`, with every part that is equal to the same part of `previous` replaced by it. A snapshot arrives whole
 * four times a second; kept references are what lets a row that did not change skip rendering. Rows of a list
 * are matched by their `id` where they have one, since new rows come in at the front. JSON values only.
 */
export const shareStructure = <T>(previous: unknown, next: T): T => share(previous, next) as T;

const share = (previous: unknown, next: unknown): unknown => {
  if (Object.is(previous, next)) return previous;
  if (Array.isArray(next)) return shareList(Array.isArray(previous) ? previous : undefined, next);
  if (isPlainObject(next) && isPlainObject(previous)) return shareObject(previous, next);
  return next;
};

const idOf = (value: unknown): string | undefined =>
  isPlainObject(value) && typeof value.id === 'string' ? value.id : undefined;

const shareList = (
  previous: readonly unknown[] | undefined,
  next: readonly unknown[],
): readonly unknown[] => {
  if (previous === undefined) return next;
  const byId = new Map(previous.map(item => [idOf(item), item]));
  const shared = next.map((item, index) => {
    const id = idOf(item);
    return share(id === undefined ? previous[index] : byId.get(id), item);
  });
  const isSame =
    previous.length === shared.length && shared.every((item, index) => Object.is(item, previous[index]));
  return isSame ? previous : shared;
};

const shareObject = (previous: Record<string, unknown>, next: Record<string, unknown>): unknown => {
  const entries = Object.entries(next).map(([key, value]) => [key, share(previous[key], value)] as const);
  const isSame =
    entries.length === Object.keys(previous).length &&
    entries.every(([key, value]) => Object.hasOwn(previous, key) && Object.is(previous[key], value));
  return isSame ? previous : Object.fromEntries(entries);
};
