import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peekBody } from './peek-body.ts';

const encode = (text: string) => Buffer.from(text);

describe('peeking into a request body', () => {
  it('gives what JSON.parse would give, for any JSON object in any key order and spacing', () => {
    const member = fc.tuple(
      fc.oneof(fc.constantFrom('model', 'stream', 'input', 'tools', ''), fc.string({ unit: 'binary' })),
      fc.oneof(fc.boolean(), fc.string({ unit: 'binary' }), fc.jsonValue()),
    );
    const spacing = fc.constantFrom(undefined, 2, '\t');
    fc.assert(
      fc.property(fc.uniqueArray(member, { selector: m => m[0] }), spacing, (members, indent) => {
        const value = Object.fromEntries(members);
        const peeked = peekBody(encode(JSON.stringify(value, undefined, indent)));
        const model = typeof value.model === 'string' ? value.model : undefined;
        expect(peeked.malformed).toBe(false);
        expect(peeked.model).toBe(model === undefined ? undefined : new TextDecoder().decode(encode(model)));
        expect(peeked.stream).toBe(value.stream === true);
      }),
    );
  });

  it('gives the span of the model value, so that another name can be put in its place', () => {
    const body =
      '{ "stream":true,"input":["\\"model\\":\\"no\\"", {"model":"inner"}],"model" : "codex-default" }';
    const { modelSpan } = peekBody(encode(body));
    expect(modelSpan && body.slice(modelSpan.startByte, modelSpan.endByte)).toBe('"codex-default"');
  });

  it('stops reading as soon as both members are known: what follows is the upstream’s to judge', () => {
    expect(peekBody(encode('{"model":"m","stream":true,"input":[[[['))).toMatchObject({
      model: 'm',
      stream: true,
      malformed: false,
    });
  });

  it('allows a BOM and escapes in the name', () => {
    expect(peekBody(encode('\ufeff{"model":"a\\u002fb"}')).model).toBe('a/b');
  });

  it.each([
    '',
    ' ',
    'null',
    '[]',
    '"model"',
    '{',
    '{"model"',
    '{"model":',
    '{"model":"a',
    '{"model":"a"',
    '{"model":"\\q"}',
    '{"model" "a"}',
    '{model:"a"}',
    '{"input":[{]',
    '{"a":1 "b":2}',
    '{"a":}',
    '{,}',
  ])('calls %j malformed', body => {
    expect(peekBody(encode(body)).malformed).toBe(true);
  });

  it('ends on any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), bytes => {
        expect(typeof peekBody(Buffer.from(bytes)).malformed).toBe('boolean');
      }),
    );
  });
});
