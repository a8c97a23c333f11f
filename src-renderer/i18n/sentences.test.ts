import { describe, expect, it } from 'vitest';
import { figure, inWords, say } from '../../src-main/domain/sentence/sentence.ts';
import { collectSentences } from '../testing/collect-sentences.ts';
import { FRENCH_SENTENCES } from './french-sentences.ts';
import { tell } from './tell.ts';

const { sentences, errors } = collectSentences();
const made = new Map(sentences.map(({ template, where }) => [template, where]));
const translated = FRENCH_SENTENCES.flatMap(Object.entries);
const holesOf = (template: string): string[] => (template.match(/\{\d+\}/g) ?? []).sort();

/** What these folders throw reaches only a terminal, or a program that calls the router. */
const NOT_IN_A_WINDOW = [
  /^services\/router\/(?!http\/listen)/,
  /^services\/bench\//,
  /^services\/codex\/run-(here|prompt)\.ts/,
  /^services\/ollama\/ask-local\.ts/,
  /^services\/settings\/open-settings\.ts/,
  /^shells\/(cli|web|electron|router)\//,
  /^shells\/core\/(call|claim)-instance\.ts/,
];

describe('the French of what the program says', () => {
  it('has every sentence it makes, and none that it no longer makes', () => {
    expect(made.size).toBeGreaterThan(300);
    const known = new Set(translated.map(([template]) => template));
    const missing = [...made].filter(([template]) => !known.has(template));
    expect(missing, 'without French: template, where it is made').toEqual([]);
    expect([...known].filter(template => !made.has(template))).toEqual([]);
    expect(translated.length, 'a sentence stands in two lists').toBe(known.size);
  });

  it('has the same holes, and says something', () => {
    for (const [template, french] of translated) {
      expect(holesOf(french), template).toEqual(holesOf(template));
      expect(french.trim() === '', template).toBe(template.trim() === '');
    }
  });
});

describe('a sentence of the program', () => {
  it('has no English words in a hole, where no catalogue would see them', () => {
    expect(sentences.filter(({ stray }) => stray.length > 0)).toEqual([]);
  });

  it('is what every error is made of that a window may show', () => {
    const shown = errors.filter(({ where }) => !NOT_IN_A_WINDOW.some(place => place.test(where)));
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.filter(({ bare }) => bare.length > 0)).toEqual([]);
  });
});

describe('telling', () => {
  const told = (owner: Parameters<typeof tell<'message'>>[2], language = 'fr') =>
    tell(language, 'fr-FR', owner, 'message');

  it('fills the holes of the French, with figures as French writes them', () => {
    const fault = inWords({ message: say`${say`${figure('5.2')} GB`} left at ${'/home/ana'}.` });
    expect(fault.message).toBe('5.2 GB left at /home/ana.');
    expect(told(fault)).toEqual({ text: 'Il reste 5,2 Go dans /home/ana.', lang: undefined });
    expect(told(fault, 'en')).toEqual({ text: '5.2 GB left at /home/ana.', lang: undefined });
  });

  it('keeps what came from elsewhere as it is, braces and all', () => {
    const fault = inWords({ message: say`Codex does not accept ${'{1} $& {0}'}: ${'bad'}` });
    expect(told(fault).text).toBe('Codex n’accepte pas {1} $& {0} : bad');
  });

  it('knows a sentence without holes by its text alone', () => {
    expect(told({ message: 'Routing is not running.' }).text).toBe('Le routage n’est pas en marche.');
  });

  it('leaves what it has no words for in English, and says so', () => {
    expect(told({ message: 'something new' })).toEqual({ text: 'something new', lang: 'en' });
    const newer = { template: 'Moved {0}.', values: ['a'] };
    expect(told({ message: 'Moved a.', said: { message: newer } })).toEqual({ text: 'Moved a.', lang: 'en' });
    const around = { template: 'Close it, or {0}.', values: [newer] };
    expect(told({ message: 'Close it, or Moved a.', said: { message: around } }).lang).toBe('en');
  });
});
