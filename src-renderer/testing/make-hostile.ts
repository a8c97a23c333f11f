import { HOSTILE_TEXT } from './seeded-snapshots.ts';

/** Fields that carry text of a person, a provider or a program. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  'candidate',
  'deployment',
  'errorCode',
  'evidence',
  'home',
  'message',
  'path',
  'reason',
  'remedy',
  'requestedModel',
  'selectedModel',
  'text',
  'title',
]);

/** The same value with markup, direction marks, emoji and 10 kB in every free text; lists keep their lengths. */
export const makeHostile = (value: unknown, field = ''): unknown => {
  if (typeof value === 'string') return FREE_TEXT.has(field) ? `${value} ${HOSTILE_TEXT}` : value;
  if (Array.isArray(value)) return value.map(item => makeHostile(item, field));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, child]) => [
      // Health by candidate: the name is the key.
      field === 'candidates' || field === 'health' ? `${name} ${HOSTILE_TEXT}` : name,
      makeHostile(child, name),
    ]),
  );
};
