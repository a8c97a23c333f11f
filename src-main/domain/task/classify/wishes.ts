import { type Wish, wholeWords } from './cue.ts';
import { negatedSpans } from './negation.ts';

const BY =
  '(?:use|using|with|via|by|through|ask|on|prefer|let|try|want|run|have|give (?:this|it) to|send (?:this|it) to|avec|par|sur|utilise[rz]?|en utilisant|demande[rz]? a|prefere[rz]?|essaie|essaye[rz]?|confie (?:ca |cela )?a|laisse)';
const DETERMINER = '(?:the |a |an |my |our |le |la |l |un |une |mon |notre )?';
const MODEL = '(?:models?|llms?|modeles?|weights)';

const PATTERNS: readonly (readonly [Wish, RegExp])[] = [
  [
    'longContext',
    wholeWords(
      [
        '(?:very )?(?:long|large|huge|big) contexts?(?: window)?|contextes? (?:tres )?(?:longs?|larges?)|(?:long|grand|large) contexte',
        '(?:entire|whole|full|complete) (?:[a-z]+ )?(?:repo|repos|repository|codebase|code base|source tree|monorepo|project history|git history)',
        '(?:all|every) (?:of )?(?:the )?(?:files?|sources?) (?:in|of) (?:the |this |our )?(?:repo|repository|codebase|project|monorepo)',
        '(?:tout|toute|tous|toutes|ensemble|integralite|totalite) (?:le |la |les |l |du |de la |des |d )?(?:code|depot|repo|base de code|projet|monorepo|sources|fichiers du (?:depot|projet))',
        '(?:depot|projet|base de code|code) (?:entiere?|complete?|complet|au complet)',
        '(?:huge|very long|enormous|giant) (?:[a-z]+ )?(?:files?|logs?|documents?|transcripts?|pdfs?)|(?:enormes?|tres (?:longs?|gros|volumineux)) (?:fichiers?|journa(?:l|ux)|logs?|documents?)|(?:fichiers?|journa(?:l|ux)|logs?|documents?) (?:enormes?|tres (?:longs?|gros|volumineux))',
        '(?:\\d+k|\\d{5,}|a million|one million|1m|2m) tokens',
      ].join('|'),
    ),
  ],
  [
    'openModels',
    wholeWords(
      `hugging ?face|huggingface|gpt oss(?: \\d+b)?|open (?:weights?|source) ${MODEL}|open ${MODEL}|${MODEL} (?:ouverte?s?|libres?|open (?:source|weights?)|a poids ouverts)|open weights`,
    ),
  ],
  [
    'localQwen',
    wholeWords(
      [
        `${BY} ${DETERMINER}(?:local )?(?:qwen[0-9.]*|ollama)(?: local(?:ly|ement)?| coder)*`,
        'local qwen[0-9.]*|qwen[0-9.]* (?:local(?:ly|ement)?|en local)|codex qwen local',
        `local ${MODEL}|${MODEL} loca(?:l|le|ux|les)|locally (?:hosted|running) ${MODEL}|en local avec|on device ${MODEL}`,
        '(?:fully |completely )?(?:offline|off line)(?: please)?(?= (?:with|using|please|only)? ?$)|hors ligne(?= $)',
        '(?:stay|stays|keep it|keep this|remain|run this|do this|do it) (?:fully |strictly )?(?:local(?:ly)?|on (?:this|my) machine)|reste(?:r|z)? (?:en local|sur (?:ma|cette|la) machine)',
      ].join('|'),
    ),
  ],
  [
    'claude',
    wholeWords(
      `${BY} ${DETERMINER}(?:claude|anthropic)(?: (?:code|opus|sonnet|haiku|[0-9.]+|models?))*|claude (?:opus|sonnet|haiku|code|[0-9])|modeles? (?:claude|anthropic|d anthropic)|anthropic models?|codex claude`,
    ),
  ],
];

/** A program that talks to these is built, not asked for. */
const SUBJECT_MATTER =
  /^ (?:api|apis|client|sdk|library|integration|token|account|adapter|wrapper|provider|server|logo|page|website|dataset|hub|cli)(?= )/;

const SPEED = wholeWords('fast|fastest|quick|quickly|low latency|speedy|rapide|rapides|rapidement|vite');

/** What the clauses wish for; a wish that is negated ("without Claude") is none. */
export function findWishes(clauses: readonly string[]): readonly Wish[] {
  const found = new Set<Wish>();
  for (const clause of clauses) {
    const negated = negatedSpans(clause);
    for (const [wish, pattern] of PATTERNS) {
      for (const match of clause.matchAll(pattern)) {
        const end = match.index + match[0].length;
        if (negated.some(([from, to]) => end > from && match.index < to)) continue;
        if (wish !== 'longContext' && SUBJECT_MATTER.test(clause.slice(end))) continue;
        found.add(wish);
      }
    }
  }
  return PATTERNS.map(([wish]) => wish).filter(wish => found.has(wish));
}

/** True where the person asks for a quick model. */
export function wishesSpeed(clauses: readonly string[]): boolean {
  return clauses.some(clause => clause.search(SPEED) !== -1);
}
