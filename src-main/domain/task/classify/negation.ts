/**
 * Where a clause says what is not to be done. A cue in such a span decides nothing: "without touching
 * production", "ne modifie pas les tests". A failure is not a wish: "does not run in production" stays.
 */

const TOUCHING =
  '(?:touch|change|modify|alter|break|run|rerun|add|write|include|use|deploy|refactor|migrate|edit|update|rewrite|affect|involve|restart|introduce|bother|worry|go|push|mention|need|want|do|look|consider|start|plan|send|call|test)';
const TOUCHING_FR =
  '(?:touch|modifi|chang|cass|lanc|refactoris|migr|deploi|ajout|utilis|ecri|fai|met|veu|test|passe|parl|oubli)[a-z]*';

/** Marker, then how many words after it are covered. */
const MARKERS: readonly (readonly [string, number])[] = [
  [
    `(?<=^ |^ (?:please|and|but|so) | (?:and|but|please|so|then|you|we|i|to|: )(?: please)? )(?:do not|don t|dont|never|must not|mustn t|should not|shouldn t) (?:please |even |ever )?(?!just |only )${TOUCHING}`,
    6,
  ],
  [
    'no need (?:to|for)|without(?: any)?|avoid(?:ing)?|instead of|rather than|nothing to do with|unrelated to|not related to|not about|except(?: for)?|excluding|leave out|skip(?:ping)?|ignor(?:e|ing)',
    5,
  ],
  ['not (?:a|an|the|any|in|for|to|on|another)', 4],
  ['no(?! longer | one | matter | later | more )|neither|nor', 2],
  [`(?:ne|n) ${TOUCHING_FR} (?:pas|jamais|plus|rien)`, 6],
  ['sans(?: aucune?)?|evite[rz]?|au lieu d[eu]?s?|plutot que?|rien a voir avec|hormis|sauf|inutile d[e]?', 5],
  ['pas (?:de|d|une?|la|le|les|l|en|besoin)|aucune?|ni', 4],
];

const COMPILED = MARKERS.map(([source, words]) => ({
  pattern: new RegExp(`(?<= )(?:${source})(?= )`, 'g'),
  words,
}));

/** @returns spans [start, end) of the clause's text that a negation covers */
export function negatedSpans(clause: string): [number, number][] {
  const spans: [number, number][] = [];
  for (const { pattern, words } of COMPILED) {
    for (const match of clause.matchAll(pattern)) {
      const rest = clause.slice(match.index + match[0].length);
      // A contrast ends the span: "not a rewrite but a security review".
      const covered = /^(?: (?!but |mais |only |seulement |just )[^ ]+)*/.exec(rest)?.[0] ?? '';
      const limited = covered
        .split(' ')
        .slice(0, words + 1)
        .join(' ');
      if (/^ (?:only|just|seulement|que)\b/.test(rest)) continue;
      spans.push([match.index, match.index + match[0].length + limited.length]);
    }
  }
  return spans;
}
