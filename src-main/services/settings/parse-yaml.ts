import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { inWords, say } from '../../domain/sentence/sentence.ts';
import { issueProblem } from './issue-problem.ts';
import { nearestWord } from './nearest-word.ts';
import type { Parsed, SettingsProblem } from './settings-problem.ts';
import { syntaxProblem } from './syntax-problem.ts';
import type { YamlSource } from './yaml-source.ts';

/**
 * Parses one settings file and validates it. Nothing is thrown: a mistake is a result, with its place and
 * its remedy in words.
 */
export function parseYaml<T>(
  file: string,
  text: string,
  schema: z.ZodType<T>,
): Parsed<T> & { readonly source: YamlSource } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const source: YamlSource = { file, document, lineCounter };
  const [error] = document.errors;
  if (error)
    return { ok: false, source, problems: [syntaxProblem(file, document, error, lineCounter, text)] };
  let raw: unknown;
  try {
    raw = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    // The only failures here are *aliases: unknown ones, and too many of them.
    return { ok: false, source, problems: [referenceProblem(source, text, cause)] };
  }
  const checked = schema.safeParse(raw);
  if (checked.success) return { ok: true, source, value: checked.data };
  const problems = withoutEchoes(checked.error.issues).flatMap(issue => issueProblem(source, issue, raw));
  return { ok: false, source, problems };
}

/** A mistyped key is also a missing one: the person is told once, of the key they typed. */
function withoutEchoes(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const mistyped = issues.filter(issue => issue.code === 'unrecognized_keys');
  const others = issues.filter(issue => {
    if (issue.code === 'unrecognized_keys') return false;
    const parent = issue.path.slice(0, -1).join('.');
    const name = String(issue.path.at(-1));
    return !mistyped.some(
      ({ path, keys }) => path.join('.') === parent && keys.some(key => nearestWord(key, [name]) === name),
    );
  });
  return [...mistyped, ...others];
}

function referenceProblem({ file, lineCounter }: YamlSource, text: string, cause: unknown): SettingsProblem {
  const name = cause instanceof Error ? /: (\S+)$/.exec(cause.message)?.[1] : undefined;
  const offset = Math.max(0, text.indexOf(`*${name ?? ''}`));
  const { line, col } = lineCounter.linePos(offset);
  return {
    file,
    line,
    column: col,
    ...inWords({
      message: name
        ? say`*${name} refers to nothing`
        : say`the references (*name) of this file cannot be resolved`,
      remedy: say`Put the value in quotes if the asterisk belongs to it, or name an &anchor that stands above.`,
    }),
  };
}
