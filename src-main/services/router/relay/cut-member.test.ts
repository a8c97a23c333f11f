import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutMember } from './cut-member.ts';

const cut = (text: string): string => cutMember(Buffer.from(text), 'drop').toString();

describe('cutting a member out of a JSON object', () => {
  it.each([
    ['the first', '{ "drop":{"a":[1,"}"]}, "b":2 }', '{ "b":2 }'],
    ['the last', '{"a":"é\\"", "drop" : "x"}', '{"a":"é\\""}'],
    ['one between others', '{"a":1,"drop":null,"b":2}', '{"a":1,"b":2}'],
    ['the only one', '{"drop":[]}', '{}'],
  ])('takes out %s', (_, before, after) => {
    expect(cut(before)).toBe(after);
  });

  it.each([
    '{"a":{"drop":1}}',
    '{"a":"\\"drop\\":1"}',
    '["drop"]',
    '{"drop":',
    '{"drop" 1}',
    '',
  ])('leaves %s as it is', text => {
    expect(cut(text)).toBe(text);
  });

  it('gives what deleting the member from the value would give', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(objects, fc.jsonValue(), objects, fc.nat({ max: 2 }), (before, value, after, indent) => {
        const object = Object.fromEntries(
          [...Object.entries(before), ['drop', value], ...Object.entries(after)].filter(
            ([key]) => key !== '__proto__',
          ) as [string, unknown][], // pairs by construction
        );
        const { drop: _, ...rest } = object;
        expect(JSON.parse(cut(JSON.stringify(object, null, indent)))).toEqual(
          JSON.parse(JSON.stringify(rest)),
        );
      }),
    );
  });
});
