import { foldWords } from '../classify/fold-words.ts';

/** One `routing_preferences` entry of a deployment. */
export interface RoutingPreference {
  readonly deployment: string;
  readonly name: string;
  readonly description: string;
}

export interface PreferenceMatch {
  readonly deployment: string;
  readonly name: string;
  /** How alike the prompt and the preference are: 1 is the same words, 0 none in common. */
  readonly similarityShare: number;
}

const STOP_WORDS = new Set(
  'a an the and or of in on to for from with by at as is are be it its this that these those any all my your our their i you we they please do does can could would should will not no how what which who when where into about new some other etc le la les l un une des du de d et ou dans pour avec sur sans ce cette ces mon ma mes notre nos votre vos je tu il elle nous vous qui que quel quelle est sont en au aux par ne pas se sa son plus'.split(
    ' ',
  ),
);

/** The stem by which inflections meet: writing, writes and write; corriger, corrige and corrections. */
function stem(word: string): string {
  const stripped = word.replace(
    /(?:isations?|izations?|ations?|ements?|ments?|ings?|ions?|euses?|eurs?|ers?|ees?|ed|es|ez|er|ors?|ives?|ally|ly|al|aux|e|s)$/,
    '',
  );
  return stripped.length >= 3 ? stripped : word;
}

function stemsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of foldWords(text.replace(/[_-]/g, ' '))) {
    if (word.length < 2 || STOP_WORDS.has(word)) continue;
    const key = stem(word);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Sub-linear term frequency times inverse document frequency over the preferences. */
function weigh(counts: ReadonlyMap<string, number>, idf: (stem: string) => number): Map<string, number> {
  return new Map([...counts].map(([key, count]) => [key, (1 + Math.log(count)) * idf(key)]));
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let dot = 0;
  for (const [key, weight] of a) dot += weight * (b.get(key) ?? 0);
  const norm = (vector: ReadonlyMap<string, number>) =>
    Math.sqrt([...vector.values()].reduce((sum, weight) => sum + weight * weight, 0));
  const size = norm(a) * norm(b);
  return size === 0 ? 0 : Math.min(1, dot / size);
}

/**
 * Preferences by lexical similarity to the prompt, the most alike first; equals keep their order.
 * Cosine of TF-IDF vectors over word stems, idf = ln(1 + N / n). Preferences with no word in common are left out.
 */
export function rankPreferences(
  prompt: string,
  preferences: readonly RoutingPreference[],
): readonly PreferenceMatch[] {
  const documents = preferences.map(({ name, description }) => stemsOf(`${name} ${description}`));
  const idf = (key: string) => {
    const holding = documents.filter(document => document.has(key)).length;
    return Math.log(1 + (documents.length + 1) / (holding + 1));
  };
  const asked = weigh(stemsOf(prompt), idf);
  return preferences
    .map(({ deployment, name }, index) => ({
      deployment,
      name,
      similarityShare: cosine(asked, weigh(documents[index] ?? new Map(), idf)),
    }))
    .filter(match => match.similarityShare > 0)
    .sort((a, b) => b.similarityShare - a.similarityShare);
}

/** The best preference, if it is alike enough. @param minSimilarityShare default 0.12 */
export function matchPreference(
  prompt: string,
  preferences: readonly RoutingPreference[],
  minSimilarityShare = 0.12,
): PreferenceMatch | undefined {
  const best = rankPreferences(prompt, preferences)[0];
  return best && best.similarityShare >= minSimilarityShare ? best : undefined;
}
