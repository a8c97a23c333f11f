import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CanonicalRequest, ToolRef } from './canonical-request.ts';
import { createToolNames } from './tool-names.ts';

function requestWith(refs: readonly ToolRef[]): CanonicalRequest {
  return {
    model: 'm',
    stream: true,
    items: [],
    tools: refs.map(ref => ({ kind: 'function', ref, parameters: {} })),
    namespaces: [],
    toolChoice: { kind: 'auto' },
    reasoning: {},
    format: { kind: 'text' },
  };
}

const name = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'a__b',
    'b__c',
    'a__b__c',
    'exec',
    'x'.repeat(70),
    `${'x'.repeat(70)}y`,
    '1st',
    'dot.ted',
    'ünï',
  ),
  fc.string({ minLength: 1, maxLength: 80 }).filter(text => !text.includes('\u0000')),
);
const ref: fc.Arbitrary<ToolRef> = fc.record({ name, namespace: fc.option(name, { nil: undefined }) });

describe('tool names', () => {
  it('gives every tool a legal name of its own that leads back to it', () => {
    fc.assert(
      fc.property(fc.uniqueArray(ref, { selector: r => JSON.stringify([r.namespace, r.name]) }), refs => {
        const names = createToolNames(requestWith(refs));
        const wires = refs.map(r => names.wireName(r));
        expect(new Set(wires).size).toBe(refs.length);
        for (const [i, wire] of wires.entries()) {
          expect(wire).toMatch(/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/);
          expect(names.find(wire)?.tool).toEqual(refs[i]);
        }
      }),
    );
  });

  it.each<[string, readonly ToolRef[]]>([
    [
      'long names that begin alike',
      [{ name: `${'x'.repeat(64)}a` }, { name: `${'x'.repeat(64)}b` }, { name: 'x'.repeat(64) }],
    ],
    [
      'names of letters nobody takes',
      [{ name: 'größe' }, { name: 'gr__e' }, { name: 'gräße' }, { name: '🚦' }],
    ],
    [
      'a namespace that reads like a name',
      [{ namespace: 'a', name: 'b' }, { name: 'a__b' }, { name: 'a.b' }],
    ],
    ['names with nothing in them', [{ name: '' }, { name: ' ' }, { namespace: '', name: '' }]],
    ['words of JavaScript', [{ name: '__proto__' }, { name: 'constructor' }, { name: 'toString' }]],
  ])('tells %s apart', (_, refs) => {
    const names = createToolNames(requestWith(refs));
    const wires = refs.map(one => names.wireName(one));
    expect(new Set(wires).size).toBe(refs.length);
    expect(wires.filter(wire => !/^[A-Za-z_][A-Za-z0-9_-]{0,63}$/.test(wire))).toEqual([]);
    expect(wires.map(wire => names.find(wire)?.tool)).toEqual(refs);
  });

  it('names do not depend on the order of the tools', () => {
    fc.assert(
      fc.property(fc.uniqueArray(ref, { selector: r => JSON.stringify([r.namespace, r.name]) }), refs => {
        const there = createToolNames(requestWith(refs));
        const back = createToolNames(requestWith([...refs].reverse()));
        for (const r of refs) expect(back.wireName(r)).toBe(there.wireName(r));
      }),
    );
  });

  it.each([
    ['multi_agent_v1__wait_agent'],
    ['multi_agent_v1.wait_agent'],
    ['multi_agent_v1/wait_agent'],
    ['wait_agent'],
  ])('finds the namespaced tool a model meant by %s', wire => {
    const names = createToolNames(
      requestWith([{ namespace: 'multi_agent_v1', name: 'wait_agent' }, { name: 'exec_command' }]),
    );
    expect(names.find(wire)?.tool).toEqual({ namespace: 'multi_agent_v1', name: 'wait_agent' });
  });

  it('does not guess where a bare name fits two tools, or none', () => {
    const names = createToolNames(
      requestWith([
        { namespace: 'one', name: 'wait' },
        { namespace: 'two', name: 'wait' },
      ]),
    );
    expect(names.find('wait')).toBeUndefined();
    expect(names.find('nothing')).toBeUndefined();
  });
});
