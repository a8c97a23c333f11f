import type { Said, Sentence } from '../../domain/sentence/sentence.ts';

/** One mistake in a settings file, in words, where it is and what to do about it. */
export interface SettingsProblem {
  /** `router.yaml` or `codex-routing-policy.yaml`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
  readonly said?: Said;
}

/** What a mistake is and what to do about it, before it has a place. */
export interface ProblemWords {
  readonly message: Sentence;
  readonly remedy: Sentence;
}

/** `router.yaml:12:5: message. remedy` */
export function describeProblem({ file, line, column, message, remedy }: SettingsProblem): string {
  return `${file}:${line}:${column}: ${message}. ${remedy}`;
}

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };
