import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GeminiPart } from '../../../../../e2e/fixtures/upstreams/gemini-answer.ts';
import {
  GEMINI_TEST_KEY,
  type GeminiUpstream,
  startGeminiUpstream,
} from '../../../../../e2e/fixtures/upstreams/gemini-upstream.ts';
import type { CanonicalItem } from '../canonical-request.ts';
import { asArray, asObject, isObject, type JsonObject } from '../json.ts';
import { goOn, QUESTION } from '../vendor/testing/thread.ts';
import { geminiDialect } from './gemini-dialect.ts';

let upstream: GeminiUpstream;
beforeAll(async () => {
  upstream = await startGeminiUpstream();
});
afterAll(() => upstream[Symbol.asyncDispose]());

async function ask(
  items: readonly CanonicalItem[],
  model: string,
  parts: readonly GeminiPart[],
): Promise<CanonicalItem[]> {
  upstream.queue({ parts });
  const door = { baseUrl: upstream.baseUrl, keyHeader: { 'x-goog-api-key': GEMINI_TEST_KEY } };
  return goOn(geminiDialect, door, { provider: 'google', wireApi: 'gemini', model }, items);
}

/** The model's parts in the last request: what each is, and whether it is signed. */
function sentBack(): string[] {
  const contents = asArray(upstream.accepted.at(-1)?.contents).filter(isObject);
  return contents
    .filter(content => content.role === 'model')
    .flatMap(content => asArray(content.parts).filter(isObject).map(nameOf));
}

function nameOf(part: JsonObject): string {
  const call = asObject(part.functionCall);
  const mark = part.thoughtSignature === undefined ? '' : signatureName(String(part.thoughtSignature));
  return call === undefined
    ? `text ${String(part.text)}${mark}`
    : `call ${String(call.name)} ${JSON.stringify(call.args)}${mark}`;
}

function signatureName(signature: string): string {
  return signature.startsWith('skip') ? ' (skipped)' : ' (signed)';
}

/** The same of a prepared answer: its first call is signed, or else an empty part at its end. */
function expectedOf(parts: readonly GeminiPart[]): string[] {
  const names: string[] = [];
  let isSigned = false;
  for (const part of parts) {
    if ('call' in part) {
      names.push(`call ${part.call} ${JSON.stringify(part.args)}${isSigned ? '' : ' (signed)'}`);
      isSigned = true;
    } else if ('text' in part) {
      names.push(`text ${part.text}${part.signed === true ? ' (signed)' : ''}`);
      isSigned ||= part.signed === true;
    }
  }
  return isSigned ? names : [...names, 'text  (signed)'];
}

const thought = fc.constantFrom<GeminiPart>({ thought: '**Plan**\n\nThink.' }, { thought: 'ü 🚦' });
const text = fc.string({ maxLength: 20 }).map((value): GeminiPart => ({ text: `said ${value}` }));
const call = fc.constantFrom<GeminiPart>(
  { call: 'mcp__x__run', args: {} },
  { call: 'mcp__x__run', args: { cmd: ['ls', 'ü'], deep: { a: null } } },
  { call: 'apply_patch', args: { input: '*** Begin Patch\n"\\\n🚦' } },
);
const answer = fc
  .tuple(fc.array(thought, { maxLength: 2 }), fc.option(text), fc.array(call, { minLength: 1, maxLength: 3 }))
  .map(([thoughts, said, calls]) => [...thoughts, ...(said === null ? [] : [said]), ...calls]);
const lastWord = fc.oneof(
  text.map(said => [said]),
  text.map(said => [said, { text: ' and signed', signed: true }]),
  fc.tuple(thought, text).map(parts => [...parts]),
);

describe('a thread that goes on with Gemini', () => {
  it.each([
    'gemini-3.8-flash',
    'gemini-3.1-pro-preview',
    'gemini-2.5-flash',
  ])('sends every signature back to %s on the very part it came on', { timeout: 60_000 }, async model => {
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 3 }), lastWord, async (steps, end) => {
        let items: CanonicalItem[] = [QUESTION];
        for (const parts of [...steps, end]) items = await ask(items, model, parts);
        await ask(items, model, [{ text: 'ok' }]);
        expect(sentBack()).toEqual([...steps, end].flatMap(expectedOf));
      }),
      { numRuns: 25 },
    );
  });

  it('skips the check for the calls of another model, in the running turn only', async () => {
    const steps: GeminiPart[] = [
      { call: 'mcp__x__run', args: {} },
      { call: 'apply_patch', args: { input: 'x' } },
    ];
    const foreign = await ask([QUESTION], 'gemini-2.5-flash', steps);
    const running = await ask(foreign, 'gemini-3.8-flash', [{ text: 'done' }]);
    expect(sentBack()).toEqual(['call mcp__x__run {} (skipped)', 'call apply_patch {"input":"x"}']);
    await ask(running, 'gemini-3.8-flash', [{ text: 'ok' }]);
    expect(sentBack().slice(0, 2)).toEqual(['call mcp__x__run {}', 'call apply_patch {"input":"x"}']);
  });
});
