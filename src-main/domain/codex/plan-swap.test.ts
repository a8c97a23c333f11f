import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessRecord, planRestore } from './plan-restore.ts';
import { planSwap, type SwapPlan, type SwapSpec } from './plan-swap.ts';
import { configText } from './testing/arbitrary-config.ts';
import { parseToml, type TomlDocument } from './toml-document.ts';
import { editToml } from './toml-edit.ts';

const provider: SwapSpec = {
  form: 'provider',
  provider: {
    profile: 'cost-routing',
    model: 'codex-default',
    baseUrl: 'http://127.0.0.1:4000/v1',
    auth: { command: '/bin/signalbox', args: ['token'] },
    catalog: { kind: 'url', url: 'http://127.0.0.1:4000/codex/models' },
    boundedRetries: true,
  },
};
const specs: SwapSpec[] = [
  provider,
  { form: 'base-url', baseUrl: 'http://127.0.0.1:4000/signalbox/door/v1', model: 'codex-default' },
  { ...provider, form: 'profile-table', keyEnv: 'LITELLM_API_KEY' },
];
const spec = fc.constantFrom(...specs);

function document(text: string): TomlDocument {
  const parsed = parseToml(text);
  if (!parsed.ok) throw new Error(`${parsed.message} in ${JSON.stringify(text)}`);
  return parsed.document;
}

function swapped(text: string, wanted: SwapSpec): Extract<SwapPlan, { kind: 'write' }> {
  const plan = planSwap(text, wanted);
  if (plan.kind !== 'write') throw new Error(`${plan.kind} for ${JSON.stringify(text)}`);
  return plan;
}

function restored(text: string, record: Parameters<typeof planRestore>[1]): string {
  const plan = planRestore(text, record);
  if (plan.kind !== 'merged') throw new Error(plan.message);
  return plan.text;
}

/** What somebody else does to the file meanwhile, as Codex and editors do it. */
type Meddling = (text: string) => string;
const set =
  (path: string[], literal: string): Meddling =>
  text => {
    const edit = editToml(document(text), { set: [{ path, literal }], remove: [] });
    if (!edit.ok) throw new Error('no place');
    return edit.text;
  };
const meddling = fc.array(
  fc.constantFrom<Meddling>(
    text => `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}\n[mcp_servers.demo]\ncommand = "x"\n`,
    text => text.replace(/^(\uFEFF?)/, '$1# a note\n'),
    text => text.replaceAll('\r\n', '\n').replace('\uFEFF', ''),
    set(['projects', '/home/ö'], '{ trust_level = "trusted" }'),
    set(['tui', 'screen_reader_detection_done'], 'true'),
    set(['added_at_top'], '[1, 2]'),
    text => {
      const edit = editToml(document(text), { set: [], remove: [['a'], ['b1'], ['t0', 's', 'a']] });
      return edit.ok ? edit.text : text;
    },
  ),
  { maxLength: 4 },
);

describe('planSwap and planRestore', () => {
  it('give the original text back, character by character, when nobody meddled', () => {
    fc.assert(
      fc.property(configText, spec, (text, wanted) => {
        const { text: after, record } = swapped(text, wanted);
        expect(after).not.toBe(text);
        expect(restored(after, record)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it("leave exactly the others' changes, whatever they are", () => {
    fc.assert(
      fc.property(configText, spec, meddling, (text, wanted, edits) => {
        const once = [...new Set(edits)];
        const meddle = (start: string) => once.reduce((current, edit) => edit(current), start);
        const { text: after, record } = swapped(text, wanted);
        const result = document(restored(meddle(after), record)).values;
        expect(Object.fromEntries(result)).toEqual(Object.fromEntries(document(meddle(text)).values));
      }),
      { numRuns: 1000 },
    );
  });

  it('refuse a file that carries our keys already, whoever put them there', () => {
    for (const wanted of specs) {
      expect(planSwap(swapped('a = 1\n', wanted).text, wanted).kind).toBe('marked');
    }
  });

  it.each([
    ['unparsable', 'a = = 1\n', 1],
    ['unparsable', '[profiles.a]\nx = 1\n[profiles."a"]\ny = 1\n', 3],
    ['unparsable', 'model = "a"\n"model" = "b"\n', 2],
    ['conflict', '"model_providers" = "mine"\n', undefined],
    ['conflict', '[[model_providers]]\nname = "x"\n', undefined],
    ['conflict', 'model_provider = { x = 1 }\nmodel.x = 2\n', undefined],
  ])('refuse as %s %j', (kind, text, line) => {
    expect(planSwap(text, provider)).toMatchObject({ kind, ...(line && { line }) });
  });

  it("put the person's own values back and keep what somebody chose since", () => {
    const before = 'model = "gpt-6-sol" # mine\nmodel_provider = "other"\n';
    const { text, record } = swapped(before, provider);
    const chosen = text.replace('"codex-default"', '"codex-deep"');
    expect(planRestore(chosen, record)).toEqual({
      kind: 'merged',
      text: before.replace('"gpt-6-sol"', '"codex-deep"'),
      kept: ['model'],
    });
  });

  it('take the whole provider table out, with what others wrote into it', () => {
    const { text, record } = swapped('a = 1\n', provider);
    const meddled = text.replace('name = "Signalbox"', 'name = "Mine"\nhttp_headers = { a = "b" }');
    expect(planRestore(meddled, record)).toEqual({ kind: 'merged', text: 'a = 1\n', kept: [] });
  });

  it('can be undone without a journal by the values alone', () => {
    for (const wanted of specs.slice(0, 2)) {
      const { text } = swapped('# mine\n[t]\nb = 1\n', wanted);
      expect(restored(text, guessRecord(document(text)))).toBe('# mine\n[t]\nb = 1\n');
    }
  });

  it('does nothing half when the file is half-edited', () => {
    const { text, record } = swapped('a = 1\n', provider);
    expect(planRestore(`${text}\nb = [1,`, record)).toMatchObject({ kind: 'unparsable' });
  });

  it('works on a file of 2 MB', () => {
    const big = Array.from(
      { length: 30_000 },
      (_, i) => `[projects."/home/x/${i}"]\ntrust_level = "trusted"\n# ${i}\n`,
    );
    const text = `model = "x"\n${big.join('\n')}`;
    const { text: after, record } = swapped(text, provider);
    expect(restored(after, record) === text).toBe(true);
  }, 120_000);
});
