import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { english } from './english.ts';
import { french } from './french.ts';
import { pickLanguage } from './start-i18n.ts';

const flatten = (texts: object, prefix = ''): Map<string, string> =>
  new Map(
    Object.entries(texts).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null
        ? [...flatten(value, `${prefix}${name}.`)]
        : [[`${prefix}${name}`, String(value)] as const],
    ),
  );

const inEnglish = flatten(english);
const inFrench = flatten(french);
const placeholders = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

const sources = readdirSync(join(import.meta.dirname, '..'), { recursive: true, encoding: 'utf8' })
  .filter(file => /\.tsx?$/.test(file) && !file.includes('i18n') && !file.includes('.test.'))
  .map(file => ({ file, text: readFileSync(join(import.meta.dirname, '..', file), 'utf8') }));

/** Keys written out in a call of `t`, and the fixed head of those put together with a variable part. */
const used = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bt\(\s*(['`])([a-z][\w.-]*(?:\$\{[^}]*\}[\w.-]*)*)\1/gi)].map(match => ({
    file,
    key: match[2] ?? '',
  })),
);
const patternOf = (key: string): RegExp =>
  new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/)
      .map(part => part.replaceAll('.', '\\.'))
      .join('[^.]+')}$`,
  );

describe('the texts', () => {
  it('are the same set in both languages', () => {
    expect([...inFrench.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it('are nowhere empty and use the same placeholders', () => {
    for (const [key, text] of inEnglish) {
      const translated = inFrench.get(key) ?? '';
      expect(text.trim(), key).not.toBe('');
      expect(translated.trim(), key).not.toBe('');
      expect(placeholders(translated), key).toEqual(placeholders(text));
    }
  });

  it('exist for every key the code asks for', () => {
    expect(used.length).toBeGreaterThan(50);
    const known = [...inEnglish.keys()];
    const missing = used.filter(({ key }) => !known.some(name => patternOf(key).test(name)));
    expect(missing).toEqual([]);
  });

  it('are all asked for by the code', () => {
    const patterns = used.map(({ key }) => patternOf(key));
    expect([...inEnglish.keys()].filter(key => !patterns.some(pattern => pattern.test(key)))).toEqual([]);
  });

  it('are the only words in components: nothing is written between tags', () => {
    const bare = sources
      .filter(({ file }) => file.endsWith('.tsx') && !file.startsWith('testing'))
      .flatMap(({ file, text }) =>
        [...text.matchAll(/<\/?[A-Za-z][\w.]*[^<>=]*>\s*([A-Za-zÀ-ÿ]{3,}[^<>{}=;()]*)<\//g)].map(
          match => `${file}: ${match[1]}`,
        ),
      );
    expect(bare).toEqual([]);
  });
});

describe('pickLanguage', () => {
  it.each([
    [['fr-CA', 'en'], 'fr'],
    [['de', 'fr'], 'fr'],
    [['en-GB'], 'en'],
    [['ja'], 'en'],
    [[], 'en'],
  ])('%j gives %s', (wanted, language) => expect(pickLanguage(wanted)).toBe(language));
});
