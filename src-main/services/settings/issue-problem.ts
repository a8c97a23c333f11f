import type { z } from 'zod';
import { knownKeys } from './known-keys.ts';
import { nearestWord } from './nearest-word.ts';
import type { SettingsProblem } from './settings-problem.ts';
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

const NOUNS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  string: 'text',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

const noun = (type: string): string => NOUNS[type] ?? type;

function shown(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function mismatch(
  name: string,
  expected: string,
  value: unknown,
): Omit<SettingsProblem, 'file' | 'line' | 'column'> {
  if (value === undefined) {
    return { message: `${name} is missing`, remedy: `Add ${name} with ${noun(expected)}.` };
  }
  const isQuotedNumber = typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value));
  const remedy =
    expected === 'string'
      ? 'Put it in quotes.'
      : isQuotedNumber && (expected === 'number' || expected === 'int')
        ? 'Remove the quotes.'
        : `Write ${noun(expected)}.`;
  return { message: `${name} must be ${noun(expected)}, not ${shown(value)}`, remedy };
}

function words(
  issue: Issue,
  name: string,
  value: unknown,
): Omit<SettingsProblem, 'file' | 'line' | 'column'> {
  switch (issue.code) {
    case 'invalid_type':
      return mismatch(name, issue.expected, value);
    case 'too_small':
    case 'too_big': {
      const isSmall = issue.code === 'too_small';
      const bound = isSmall ? issue.minimum : issue.maximum;
      const isSized = issue.origin === 'array' || issue.origin === 'string';
      const limit = `${issue.inclusive === false ? (isSmall ? 'more than' : 'less than') : isSmall ? 'at least' : 'at most'} ${bound}`;
      return isSized
        ? {
            message: `${name} must hold ${limit} ${issue.origin === 'array' ? 'entries' : 'characters'}`,
            remedy: isSmall ? 'Add one.' : 'Shorten it.',
          }
        : {
            message: `${name} must be ${limit}, not ${shown(value)}`,
            remedy: `Write a number that is ${limit}.`,
          };
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const near = typeof value === 'string' ? nearestWord(value, allowed) : undefined;
      return {
        message: `${name} cannot be ${shown(value)}`,
        remedy: near ? `Did you mean ${near}?` : `Write one of: ${allowed.join(', ')}.`,
      };
    }
    case 'invalid_format':
      return issue.format === 'url'
        ? {
            message: `${name} is not a web address: ${shown(value)}`,
            remedy: 'Write it in full, as in https://example.com/v1.',
          }
        : {
            message: `${name} holds characters that are not allowed: ${shown(value)}`,
            remedy: 'Use letters, digits, dots, dashes and underscores.',
          };
    case 'invalid_key':
      return {
        message: `the name ${shown(issue.path.at(-1))} holds characters that are not allowed`,
        remedy: 'Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.',
      };
    case 'invalid_union':
      return {
        message: `${name} cannot be ${shown(value)}`,
        remedy: 'Compare with the commented default of this file.',
      };
    default:
      return {
        message: `${name}: ${issue.message}`,
        remedy: 'Compare with the commented default of this file.',
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
        message: `there is no setting ${key}${issue.path.length > 0 ? ` in ${issue.path.join('.')}` : ''}`,
        remedy: near
          ? `Did you mean ${near}?`
          : known.length > 0
            ? `Remove it; known here: ${known.join(', ')}.`
            : 'Remove it.',
      };
    });
  }
  const value = valueAt(raw, issue.path);
  const name = issue.path.length > 0 ? issue.path.map(String).join('.') : 'the file';
  const at = issue.code === 'invalid_key' ? 'key' : 'value';
  return [{ file, ...positionOf(source, issue.path, at), ...words(issue, name, value) }];
}
