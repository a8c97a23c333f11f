import { asksForAct, namesAct } from './clauses.ts';
import type { Complexity, CueHit } from './cue.ts';
import { CUES } from './cues.ts';
import { negatedSpans } from './negation.ts';

/** What stands between a light act and the thing it is done to: a typo *in* the security guide. */
const TOPIC =
  / (?:in|inside|of|for|about|on|from|to|at|within|regarding|describing|explaining|how|dans|de|du|des|d|sur|pour|concernant|a|au|aux|:) /;
/** The document is a source here, not what is worked on. */
const SOURCE =
  / (?:according to|as (?:described|stated|documented|shown|explained) in|following|per|based on|read|see|from|d apres|selon|suivant|conformement a|voir|lis) (?:the |our |its |this |my |la |le |les |l |notre )*(?:[a-z.]+ )?$/;
const FRONTED_TOPIC =
  /^ (?:in|inside|on|for|within|about|dans|sur|pour|concernant) (?:the |our |this |my |a |la |le |les |l |notre |nos )*(?:[a-z0-9]+ )?$/;
/** Cues that are acts when they open a clause: "test the documentation build". */
const VERBAL = new Set(['refactor', 'test', 'migration']);

export interface ClauseLevel {
  readonly hits: readonly CueHit[];
  /** The cue that decides this clause. */
  readonly decisive: CueHit | undefined;
  readonly asksForAct: boolean;
}

const WEIGHT: Readonly<Record<Complexity, number>> = { simple: 0, medium: 1, complex: 2 };

export function heavier(a: CueHit | undefined, b: CueHit): CueHit {
  return a === undefined || WEIGHT[b.level] > WEIGHT[a.level] ? b : a;
}

/** Every cue of the clause that no negation covers, in order of position. */
function findHits(clause: string): CueHit[] {
  const negated = negatedSpans(clause);
  const hasAct = namesAct(clause);
  const hits: CueHit[] = [];
  for (const { level, term, pattern, needsVerb } of CUES) {
    if (needsVerb && !hasAct) continue;
    for (const match of clause.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (negated.some(([from, to]) => start >= from && start < to)) continue;
      hits.push({ level, term, words: match[0], start, end });
    }
  }
  return hits.sort((a, b) => a.start - b.start);
}

/** True where `hit` only says where the light act `light` takes place. */
function isTopicOf(clause: string, light: CueHit, hit: CueHit): boolean {
  if (hit.start >= light.end) return TOPIC.test(` ${clause.slice(light.end, hit.start).trim()} `);
  const between = clause.slice(hit.end, light.start).trim();
  const opensClause = clause.slice(0, hit.start).trim() === '';
  if (between === '') return !(opensClause && VERBAL.has(hit.term));
  return FRONTED_TOPIC.test(clause.slice(0, hit.start));
}

/**
 * The level of one clause: the heaviest of its cues, but for those that only name the place of a light act.
 * "Fix a typo in the security guide" is about a typo; "migrate the documentation" is about a migration.
 */
export function clauseLevel(clause: string): ClauseLevel {
  const found = findHits(clause);
  const hits = found.filter(hit => hit.level !== 'simple' || !SOURCE.test(clause.slice(0, hit.start)));
  const lights = hits.filter(hit => hit.level === 'simple');
  const heads = hits.filter(
    hit => hit.level === 'simple' || !lights.some(light => isTopicOf(clause, light, hit)),
  );
  let decisive: CueHit | undefined;
  for (const hit of heads) decisive = heavier(decisive, hit);
  return { hits, decisive, asksForAct: asksForAct(clause) };
}
