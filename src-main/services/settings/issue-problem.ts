import type { z } from 'zod';
import { sentenceOfIssue } from '../../contract/custom-issue.ts';
import { inWords, type Sentence, say } from '../../domain/sentence/sentence.ts';
import { knownKeys } from './known-keys.ts';
import { nearestWord } from './nearest-word.ts';
import type { ProblemWords, SettingsProblem } from './settings-problem.ts';
import { positionOf, type YamlSource } from './yaml-source.ts';

type Issue = z.core.$ZodIssue;

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = raw;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

const NOUNS: Readonly<Record<string, Sentence>> = {
  int: say`a whole number`,
  number: say`a number`,
  boolean: say`true or false`,
  string: say`text`,
  array: say`a list`,
  object: say`a group of keys`,
  record: say`a group of keys`,
};

const noun = (type: string): Sentence | string => NOUNS[type] ?? type;

function shown(value: unknown): Sentence | string {
  if (value === null) return say`nothing`;
  if (Array.isArray(value)) return say`a list`;
  if (typeof value === 'object') return say`a group of keys`;
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function mismatch(name: Sentence | string, expected: string, value: unknown): ProblemWords {
  if (value === undefined) {
    return { message: say`${name} is missing`, remedy: say`Add ${name} with ${noun(expected)}.` };
  }
  const isQuotedNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const remedy =
    expected === 'string'
      ? say`Put it in quotes.`
      : isQuotedNumber && (expected === 'number' || expected === 'int')
        ? say`Remove the quotes.`
        : say`Write ${noun(expected)}.`;
  return { message: say`${name} must be ${noun(expected)}, not ${shown(value)}`, remedy };
}

function boundWords(isSmall: boolean, isInclusive: boolean, bound: string): Sentence {
  if (isSmall) return isInclusive ? say`at least ${bound}` : say`more than ${bound}`;
  return isInclusive ? say`at most ${bound}` : say`less than ${bound}`;
}

function words(issue: Issue, name: Sentence | string, value: unknown): ProblemWords {
  switch (issue.code) {
    case 'invalid_type':
      return mismatch(name, issue.expected, value);
    case 'too_small':
    case 'too_big': {
      const isSmall = issue.code === 'too_small';
      const bound = isSmall ? issue.minimum : issue.maximum;
      const limit = boundWords(isSmall, issue.inclusive !== false, String(bound));
      if (issue.origin === 'array') {
        return {
          message: say`${name} must hold ${limit} entries`,
          remedy: isSmall ? say`Add one.` : say`Shorten it.`,
        };
      }
      if (issue.origin === 'string') {
        return {
          message: say`${name} must hold ${limit} characters`,
          remedy: isSmall ? say`Add one.` : say`Shorten it.`,
        };
      }
      return {
        message: say`${name} must be ${limit}, not ${shown(value)}`,
        remedy: say`Write a number that is ${limit}.`,
      };
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = typeof value === 'string' ? nearestWord(value, allowed) : undefined;
      return {
        message: say`${name} cannot be ${shown(value)}`,
        remedy: near ? say`Did you mean ${near}?` : say`Write one of: ${allowed.join(', ')}.`,
      };
    }
    case 'invalid_format':
      return issue.format === 'url'
        ? {
            message: say`${name} is not a web address: ${shown(value)}`,
            remedy: say`Write it in full, as in https://example.com/v1.`,
          }
        : {
            message: say`${name} holds characters that are not allowed: ${shown(value)}`,
            remedy: say`Use letters, digits, dots, dashes and underscores.`,
          };
    case 'invalid_key':
      return {
        message: say`the name ${shown(issue.path.at(-1))} holds characters that are not allowed`,
        remedy: say`Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.`,
      };
    case 'invalid_union':
      return {
        message: say`${name} cannot be ${shown(value)}`,
        remedy: say`Compare with the commented default of this file.`,
      };
    default:
      return {
        message: say`${name}: ${sentenceOfIssue(issue)}`,
        remedy: say`Compare with the commented default of this file.`,
      };
  }
}

/** A validation issue in words, at its line and column. One unknown key gives one problem. */
export function issueProblem(source: YamlSource, issue: Issue, raw: unknown): SettingsProblem[] {
  const { file } = source;
  if (issue.code === 'unrecognized_keys') {
    const where = valueAt(raw, issue.path);
    const others = typeof where === 'object' && where !== null ? Object.keys(where) : [];
    const known = knownKeys(file, issue.path).filter(
      key => !others.includes(key) || issue.keys.includes(key),
    );
    return issue.keys.map(key => {
      const near = nearestWord(key, known);
      return {
        file,
        ...positionOf(source, [...issue.path, key], 'key'),
        ...inWords({
          message:
            issue.path.length > 0
              ? say`there is no setting ${key} in ${issue.path.join('.')}`
              : say`there is no setting ${key}`,
          remedy: near
            ? say`Did you mean ${near}?`
            : known.length > 0
              ? say`Remove it; known here: ${known.join(', ')}.`
              : say`Remove it.`,
        }),
      };
    });
  }
  const value = valueAt(raw, issue.path);
  const name = issue.path.length > 0 ? issue.path.map(String).join('.') : say`the file`;
  const at = issue.code === 'invalid_key' ? 'key' : 'value';
  return [{ file, ...positionOf(source, issue.path, at), ...inWords(words(issue, name, value)) }];
}
