import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createToolCallWatch } from './tool-call-watch.ts';

const event = (type: string, data: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: 1, ...data })}\n\n`;
const done = (item: object) => event('response.output_item.done', { output_index: 0, item });
const call = (args: unknown) => done({ type: 'function_call', call_id: 'c', name: 'shell', arguments: args });
const custom = (input: unknown) =>
  done({ type: 'custom_tool_call', call_id: 'c', name: 'apply_patch', input });
const delta = event('response.output_text.delta', { delta: 'x' });
const message = done({ type: 'message', content: [{ type: 'output_text', text: '"type":"function_call"' }] });

function watch(stream: string, cuts: readonly number[] = []) {
  const bytes = Buffer.from(stream);
  const at = [0, ...cuts.map(cut => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const watched = createToolCallWatch();
  for (let i = 1; i < at.length; i += 1) watched.push(bytes.subarray(at[i - 1], at[i]));
  return watched.read();
}

describe('counting the tool calls of a stream that goes by', () => {
  it.each([
    ['whole arguments', call('{"command":["ls","é\\n\\n"]}'), { made: 1, usable: 1 }],
    ['arguments cut in the middle', call('{"command":["ls"'), { made: 1, usable: 0 }],
    ['no arguments at all', call(''), { made: 1, usable: 0 }],
    ['arguments that are no text', call(undefined), { made: 1, usable: 0 }],
    ['a custom tool, which takes any text', custom('*** Begin Patch'), { made: 1, usable: 1 }],
    ['a message', message, { made: 0, usable: 0 }],
    [
      'one good and one bad, among others',
      delta + call('{}') + message + call('{') + delta,
      { made: 2, usable: 1 },
    ],
    ['lines that end as in HTTP', call('{}').replaceAll('\n', '\r\n').repeat(2), { made: 2, usable: 2 }],
    ['data without an event line', call('{}').replace(/^event:.*\n/, ''), { made: 1, usable: 1 }],
    ['an item that never ended', call('{}').slice(0, -30), { made: 0, usable: 0 }],
  ])('%s', (_, stream, counted) => {
    expect(watch(stream)).toEqual(counted);
  });

  it('counts the same however the bytes are split', () => {
    const stream = [delta, call('{"a":1}'), delta.repeat(3), call('{"a":'), message, custom('é'), delta].join(
      '',
    );
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), cuts => {
        expect(watch(stream, cuts)).toEqual({ made: 3, usable: 2 });
      }),
    );
    expect(watch(stream, [...Buffer.from(stream).keys()])).toEqual({ made: 3, usable: 2 });
  });

  it('does not take words of the model for a call', () => {
    const words = event('response.output_text.delta', { delta: call('{}') });
    expect(watch(words + call('{}'))).toEqual({ made: 1, usable: 1 });
    expect(watch(done({ type: 'message', content: [{ text: call('{') }] }))).toEqual({ made: 0, usable: 0 });
  });
});
