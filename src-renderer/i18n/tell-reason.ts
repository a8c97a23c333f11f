import { tellReasonInFrench } from '../../src-main/domain/dispatch/tell-reason.ts';
import type { Told } from './tell.ts';

/** More than all lists show at once. */
const MAX_KEPT = 1000;
const kept = new Map<string, Told>();

/**
 * A reason line of the request log in the language of the page. What was told is kept for a while: a line that is
 * scrolled past comes again with every frame.
 * @param locale BCP 47, of the page: `fr-CA`
 */
export const tellReason = (locale: string, line: string): Told => {
  if (!locale.startsWith('fr')) return { text: line, lang: undefined };
  const name = `${locale} ${line}`;
  const known = kept.get(name);
  if (known !== undefined) return known;
  const french = tellReasonInFrench(line, locale);
  const told: Told = french === undefined ? { text: line, lang: 'en' } : { text: french, lang: undefined };
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(name, told);
  return told;
};
