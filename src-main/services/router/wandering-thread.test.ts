import { expect, it } from 'vitest';
import { type Said, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { requestBody, routeTo } from './testing/translated-call.ts';
import { asArray, asObject, isObject, type JsonObject, parseJson } from './wire/json.ts';
import { createSseReader } from './wire/sse-reader.ts';

/** The items as Codex keeps them: what `output_item.done` said, `status` and unknown fields gone from reasoning. */
function itemsOf(sse: string): JsonObject[] {
  const items: JsonObject[] = [];
  const reader = createSseReader(data => {
    const event = asObject(parseJson(data));
    const item = asObject(event?.item);
    if (event?.type !== 'response.output_item.done' || item === undefined) return;
    const { id, type, summary, content = null, encrypted_content = null } = item;
    items.push(type === 'reasoning' ? { id, type, summary, content, encrypted_content } : item);
  });
  reader.push(new TextEncoder().encode(sse));
  return items;
}

function outputsOf(items: readonly JsonObject[]): JsonObject[] {
  return items.flatMap((item): JsonObject[] => {
    const type = String(item.type);
    if (type !== 'function_call' && type !== 'custom_tool_call') return [];
    return [{ type: `${type}_output`, call_id: item.call_id, output: 'a.txt: Größe 🚦' }];
  });
}

const STOPS = [
  'gemini',
  'anthropic',
  'responses',
  'chat',
  'gemini',
  'responses',
  'anthropic',
  'chat',
] as const;

it('a thread with tools and reasoning wanders over every provider through the running router, no request refused', async () => {
  await using open = createDisposables();
  const names = ['gemini', 'anthropic', 'responses', 'chat'] as const;
  const upstreams = await Promise.all(names.map(async name => open.use(await startStandIn(name))));
  const router = open.use(await routeTo(upstreams));
  const { input, ...head } = requestBody('responses', 'x', true);
  const thread = asArray(input).filter(isObject);

  async function step(name: (typeof STOPS)[number], said: Said): Promise<JsonObject[]> {
    upstreams.find(one => one.dialect === name)?.queue(said);
    const response = await router.fetch('/v1/responses', {
      method: 'POST',
      body: JSON.stringify({ ...head, model: `to-${name}`, input: thread }),
    });
    const text = await response.text();
    expect(`${response.status} ${response.status === 200 ? '' : text}`).toBe('200 ');
    const items = itemsOf(text);
    thread.push(...items, ...outputsOf(items));
    return items;
  }

  for (const [at, name] of STOPS.entries()) {
    const kinds = (
      await step(name, {
        reasoning: `Thought ${at} of ${name}.`,
        text: `Step ${at}.`,
        calls: [
          { tool: 'exec_command', input: { cmd: `cat ${at}.txt` } },
          { tool: 'exec_command', input: { cmd: 'ls' } },
          { tool: 'apply_patch', input: `*** Begin Patch\n*** Add File: ${at}.txt\n+x\n*** End Patch\n` },
        ],
      })
    ).map(item => item.type);
    expect(kinds).toContain('reasoning');
    // A provider may sign what follows apart: that is one more reasoning item.
    const shown = kinds.filter(kind => kind !== 'reasoning');
    expect(shown).toEqual(['message', 'function_call', 'function_call', 'custom_tool_call']);
    // In the middle of the tool loop the next provider takes over, after another step of this one.
    await step(name, { reasoning: 'And again.', calls: [{ tool: 'exec_command', input: { cmd: 'pwd' } }] });
  }
  for (const name of names) {
    expect((await step(name, { text: `Bye from ${name}.` })).map(item => item.type)).toContain('message');
  }
  expect(upstreams.flatMap(one => one.refusals)).toEqual([]);
});
