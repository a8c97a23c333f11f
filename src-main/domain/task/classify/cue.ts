/** How much thought a task needs. */
export type Complexity = 'simple' | 'medium' | 'complex';

/** What the person asks for besides the work itself. */
export type Wish = 'longContext' | 'openModels' | 'localQwen' | 'claude';

export interface Cue {
  readonly level: Complexity;
  /** The cue's name in reason lines: `security`, `a language's name`. */
  readonly term: string;
  /** Pattern over folded words with single blanks between them. */
  readonly pattern: RegExp;
  /** The cue names a thing that only counts as work when the clause also asks to make or change it. */
  readonly needsVerb: boolean;
}

export interface CueHit {
  readonly level: Complexity;
  readonly term: string;
  /** The words that matched, folded. */
  readonly words: string;
  /** Offsets in the clause's text. */
  readonly start: number;
  readonly end: number;
}

/** Wraps a pattern so that it matches whole words only. */
export function wholeWords(source: string): RegExp {
  return new RegExp(`(?<= )(?:${source})(?= )`, 'g');
}
