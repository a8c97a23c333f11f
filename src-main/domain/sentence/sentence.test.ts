import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { figure, fill, inWords, say, sentenceOf, textOf, wordsOf } from './sentence.ts';

describe('a sentence', () => {
  it('has its English text, its template and what stands in its holes', () => {
    const sentence = say`Port ${4000} is held by ${say`another program`}.`;
    expect(textOf(sentence)).toBe('Port 4000 is held by another program.');
    expect(sentence.template).toBe('Port {0} is held by {1}.');
    expect(sentence.values[0]).toBe(4000);
  });

  it('reads a list out with commas, and a figure as it was rounded', () => {
    expect(textOf(say`Worse: ${[say`cost`, 'TTFT']}; ${figure('0.50')} s.`)).toBe(
      'Worse: cost, TTFT; 0.50 s.',
    );
  });

  test('says what the template literal alone would say, whatever stands in its holes', () => {
    fc.assert(
      fc.property(fc.string(), fc.oneof(fc.string(), fc.integer()), (left, right) => {
        expect(textOf(say`${left} and ${right}, ${left}`)).toBe(`${left} and ${right}, ${left}`);
      }),
    );
  });
});

describe('another language', () => {
  const words: Readonly<Record<string, string>> = { '{0} of {1}': '{1}: {0}', 'the file': 'le fichier' };
  const wording = {
    template: (template: string) => words[template],
    figure: (text: string) => text.replace('.', ','),
  };

  it('puts the holes where it wants them, and what stands in them in its own words', () => {
    expect(fill(say`${figure('1.5')} of ${say`the file`}`, wording)).toBe('le fichier: 1,5');
  });

  it.each([
    ['the sentence', say`${'a'} by ${'b'}`],
    ['one inside it', say`${'a'} of ${say`the folder`}`],
    ['one in a list', say`${'a'} of ${[say`the file`, say`the folder`]}`],
  ])('has nothing to say where it lacks %s', (_, sentence) => {
    expect(fill(sentence, wording)).toBeUndefined();
  });
});

test('fields keep their English text, with what it was made of beside them', () => {
  const words = inWords({ message: say`There is no ${'a'}.`, remedy: say`Try again.` });
  expect(words).toMatchObject({ message: 'There is no a.', remedy: 'Try again.' });
  expect(textOf(say`Not saved: ${sentenceOf(words, 'message')}`)).toBe('Not saved: There is no a.');
  expect(sentenceOf(words, 'message')).toBe(words.said.message);
  expect(sentenceOf({ message: 'from elsewhere' }, 'message')).toBe('from elsewhere');
  expect(wordsOf({ ...words, code: 'x' } as typeof words)).toEqual(words);
  expect(wordsOf({ message: 'alone', remedy: undefined })).toEqual({ message: 'alone' });
});
