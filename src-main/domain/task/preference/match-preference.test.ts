import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preferenceQuestion, readPreferenceAnswer } from './ask-preference.ts';
import { matchPreference, rankPreferences } from './match-preference.ts';

const preferences = [
  {
    deployment: 'gemini-pro',
    name: 'code_generation',
    description: 'generating new code, functions and boilerplate from a description',
  },
  {
    deployment: 'gpt',
    name: 'code understanding',
    description: 'explaining existing code, reviewing and analysing a program',
  },
  {
    deployment: 'qwen',
    name: 'traduction',
    description: 'traduire un texte en anglais, en français ou en allemand',
  },
  {
    deployment: 'flash',
    name: 'summaries',
    description: 'summarising articles, notes and meeting transcripts',
  },
];

describe('matching routing preferences by their words', () => {
  it.each([
    ['Generate a function from this description', 'gemini-pro'],
    ['Please explain this existing program to me and review it', 'gpt'],
    ['Traduis ce texte en allemand', 'qwen'],
    ['Summarise the notes of the meeting', 'flash'],
  ])('%s → %s', (prompt, deployment) => {
    expect(matchPreference(prompt, preferences)?.deployment).toBe(deployment);
  });

  it('matches nothing when no word is shared, and nothing when there are no preferences', () => {
    expect(matchPreference('Buy milk', preferences)).toBeUndefined();
    expect(matchPreference('Generate code', [])).toBeUndefined();
  });

  it('keeps the order of equals and every similarity within 0 and 1', () => {
    const twins = [
      { deployment: 'b', name: 'x', description: 'review code' },
      { deployment: 'a', name: 'x', description: 'review code' },
    ];
    expect(rankPreferences('review code', twins).map(match => match.deployment)).toEqual(['b', 'a']);
    fc.assert(
      fc.property(fc.string(), prompt => {
        for (const match of rankPreferences(prompt, preferences)) {
          expect(match.similarityShare).toBeGreaterThan(0);
          expect(match.similarityShare).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('asking a model', () => {
  it('numbers the routes and reads the number back', () => {
    expect(preferenceQuestion('Do it', preferences)).toContain('3. traduction: traduire');
    expect(readPreferenceAnswer(' 3', preferences)).toBe(preferences[2]);
    expect(readPreferenceAnswer('Route 2.', preferences)).toBe(preferences[1]);
    expect(readPreferenceAnswer('0', preferences)).toBe('none');
    expect(readPreferenceAnswer('12', preferences)).toBe('unclear');
    expect(readPreferenceAnswer('the second', preferences)).toBe('unclear');
  });
});
