import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPrompt } from './clean-prompt.ts';
import { splitSegments } from './split-segments.ts';

const folder = fileURLToPath(new URL('../corpus/sources/', import.meta.url));
const sources = readdirSync(folder).map(name => [name, readFileSync(`${folder}${name}`, 'utf8')] as const);

const variants: readonly (readonly [string, (code: string) => string])[] = [
  ['as it is', code => code],
  ['with CRLF line ends', code => code.replaceAll('\n', '\r\n')],
  ['with a byte order mark', code => `\uFEFF${code}`],
  ['without a final line end', code => code.trimEnd()],
  ['with blanks at line ends', code => code.replaceAll('\n', '  \n')],
  ['after an instruction', code => `Please review this file:\n\n${code}`],
  ['between two paragraphs', code => `Review this:\n\n${code}\nWhat would you change?\n`],
  ['in a fence that names its language', code => `Review this:\n\n\`\`\`any\n${code}\`\`\`\nThanks.`],
  ['in a fence without a name', code => `Review this:\n\n~~~\n${code}~~~\nThanks.`],
];

describe('cleaning code', () => {
  it('covers ten languages and more', () => {
    expect(new Set(sources.map(([name]) => name.split('.').at(-2))).size).toBeGreaterThanOrEqual(10);
  });

  describe.each(variants)('%s', (_name, vary) => {
    it.each(sources)('%s comes back byte for byte', (_file, code) => {
      const prompt = vary(code);
      expect(cleanPrompt(prompt)).toEqual({ text: prompt, steps: [] });
    });
  });

  it('leaves all files together as they are', () => {
    const all = sources.map(([, code]) => code).join('\n');
    expect(cleanPrompt(all).text).toBe(all);
  });

  it('leaves an HTML file in a fence as it is, since there it is code', () => {
    const prompt = 'Fix the markup:\n```html\n<html><body><p>a</p></body></html>\n```\n';
    expect(cleanPrompt(prompt).text).toBe(prompt);
  });

  it('does not take a comparison or a generic for a tag', () => {
    for (const text of [
      'is a < b and b > c here?',
      'Map<String, List<Integer>> is fine',
      'use <Enter> and <Tab>',
    ]) {
      expect(cleanPrompt(text).text).toBe(text);
    }
  });
});

describe('cleaning pages', () => {
  it('turns a page into its text', () => {
    const page =
      '<!DOCTYPE html>\n<html><head><title>Prices</title><style>p { color: red }</style><script>if (a < b) go()</script></head>' +
      '<body><h1>Prices &amp; terms</h1><p>From&nbsp;<b>5&#8239;&euro;</b></p><!-- hidden --><ul><li>one</li><li>two</li></ul>' +
      '<table><tr><td>a</td><td>b</td></tr></table><pre>x\n  y &lt; z</pre></body></html>\n';
    expect(cleanPrompt(page)).toEqual({
      text: 'Prices\n\nPrices & terms\n\nFrom 5\u202F€\n\n- one\n\n- two\n\na | b\n\nx\n  y < z\n',
      steps: ['html'],
    });
  });

  it('keeps the instruction around a page', () => {
    const prompt =
      'Summarise this mail:\n\n<p>Hello <b>Ana</b>,</p>\n<p>see you <i>soon</i>.</p>\n\nIn one line.';
    expect(cleanPrompt(prompt).text).toBe(
      'Summarise this mail:\n\nHello Ana,\n\nsee you soon.\n\nIn one line.',
    );
  });
});

describe('segments', () => {
  it('joined give the prompt back, whatever it is', () => {
    const line = fc.constantFrom('```', '```ts', '~~~', '````', 'text', '', '  ```', '```x`y');
    fc.assert(
      fc.property(fc.array(line), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const prompt = lines.join(end);
        expect(
          splitSegments(prompt)
            .map(segment => segment.text)
            .join(''),
        ).toBe(prompt);
      }),
    );
  });
});
