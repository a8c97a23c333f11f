import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTextCalls } from './text-calls.ts';

const OFFERED = new Set(['exec_command', 'apply_patch']);

/** The whole of a text, however it was split: what was said at once, and what stands at its end. */
function read(text: string, cuts: readonly number[] = []) {
  const calls = createTextCalls(name => OFFERED.has(name));
  const places = [...new Set(cuts.map(cut => cut % (text.length + 1)))].sort((a, b) => a - b);
  let said = '';
  let from = 0;
  for (const to of [...places, text.length]) {
    said += calls.push(text.slice(from, to));
    from = to;
  }
  const end = calls.end();
  return { text: said + end.text, calls: end.calls };
}

const LS = { name: 'exec_command', args: { cmd: 'ls "a}" {' } };
const written = (call = LS) => JSON.stringify({ name: call.name, arguments: call.args });

describe('a call written as text', () => {
  it.each([
    ['bare', written()],
    ['spread over lines', `\n{\n  "name": "exec_command",\n  "arguments": ${JSON.stringify(LS.args)}\n}\n`],
    ['fenced', `\`\`\`json\n${written()}\n\`\`\``],
    ['fenced without a language', `\`\`\`\n${written()}\n\`\`\`\n`],
    ['tagged', `<tool_call>\n${written()}\n</tool_call>`],
    ['with its tag not closed', `<tool_call>${written()}`],
    ['with parameters', written().replace('"arguments"', '"parameters"')],
    [
      'with arguments as a text',
      JSON.stringify({ name: 'exec_command', arguments: JSON.stringify(LS.args) }),
    ],
  ])('is a call: %s', (_name, text) => {
    expect(read(text)).toEqual({ text: '', calls: [LS] });
  });

  it('may come with others', () => {
    const patch = { name: 'apply_patch', args: { input: '*** Begin Patch' } };
    const two = `<tool_call>\n${written()}\n</tool_call>\n<tool_call>\n${JSON.stringify({ name: patch.name, arguments: patch.args })}\n</tool_call>`;
    expect(read(two).calls).toEqual([LS, patch]);
    expect(read(`${written()}\n${written()}`).calls).toEqual([LS, LS]);
  });

  it.each([
    ['prose', 'I run ls now.'],
    ['prose before it', `I run it: ${written()}`],
    ['prose behind it', `${written()}\nThat lists the files.`],
    ['a tool nobody offered', '{"name": "get_weather", "arguments": {}}'],
    ['a package.json', '{"name": "app", "version": "1.0.0"}'],
    ['another object', '{"title": "exec_command"}'],
    ['half a call', written().slice(0, -4)],
    ['code', '```js\nconsole.log(1)\n```'],
    ['arguments that are none', '{"name": "exec_command", "arguments": [1]}'],
    ['nothing', ''],
  ])('is text, to the last character: %s', (_name, text) => {
    expect(read(text)).toEqual({ text, calls: [] });
  });

  it('is the same however the text is split', () => {
    const texts = fc.constantFrom(
      written(),
      `\`\`\`json\n${written()}\n\`\`\``,
      '{"name": "app"}',
      '```js\n1',
      ' {"na',
    );
    fc.assert(
      fc.property(texts, fc.array(fc.nat()), (text, cuts) => {
        expect(read(text, cuts)).toEqual(read(text));
      }),
    );
  });

  it('holds nothing back that can be none', () => {
    const calls = createTextCalls(name => OFFERED.has(name));
    expect(['{"na', 'me": "ap', 'p", ', 'x'].map(piece => calls.push(piece))).toEqual([
      '',
      '',
      '{"name": "app", ',
      'x',
    ]);
  });
});
