import type { DialectName, StandIn } from '../../../../e2e/fixtures/upstreams/stand-in.ts';
import { routerSettingsSchema } from '../../../contract/settings.ts';
import { asObject, type JsonObject, parseJson } from '../wire/json.ts';
import { createSseReader } from '../wire/sse-reader.ts';
import { startTestRouter, type TestRouter } from './test-router.ts';

export type InboundName = 'responses' | 'chat';

/** Provider ids as in the default settings: what is OpenAI's is decided by them. */
export const PROVIDER_OF: Readonly<Record<DialectName, string>> = {
  responses: 'openai',
  chat: 'gateway',
  anthropic: 'anthropic',
  gemini: 'gemini',
};

/** A router whose deployment `to-<dialect>` is each of the given stand-ins; the alias has them in order. */
export function routeTo(
  standIns: readonly StandIn[],
  timeouts: Record<string, number> = {},
  alias = 'all',
): Promise<TestRouter> {
  const each = <T>(of: (one: StandIn) => readonly [string, T]): Record<string, T> =>
    Object.fromEntries(standIns.map(of));
  const settings = routerSettingsSchema.parse({
    listen: { port: 0 },
    timeouts,
    providers: each(one => [PROVIDER_OF[one.dialect], { wire_api: one.dialect, base_url: one.baseUrl }]),
    deployments: each(one => [
      `to-${one.dialect}`,
      { provider: PROVIDER_OF[one.dialect], model: one.model, reasoning: true, max_in_flight: 8 },
    ]),
    aliases: { [alias]: { candidates: standIns.map(one => `to-${one.dialect}`) } },
  });
  return startTestRouter(
    settings,
    each(one => [PROVIDER_OF[one.dialect], one.key] as const),
  );
}

/** What a client made of an answer, whichever wire API it spoke. */
export interface ReadAnswer {
  readonly status: number;
  readonly text: string;
  readonly reasoning: string;
  /** Name and arguments or input of each call, in order. */
  readonly calls: readonly (readonly [name: string, input: string])[];
  /** `completed`, `incomplete`, `failed`, or undefined where the stream just stopped. */
  readonly ended: string | undefined;
  readonly error: { readonly code: unknown; readonly message: string } | undefined;
  readonly inputTokens: number | undefined;
  /** The body as it came. */
  readonly raw: string;
  readonly headers: Headers;
}

const PATHS = { responses: '/v1/responses', chat: '/v1/chat/completions' } as const;
const FUNCTION = {
  name: 'exec_command',
  description: 'Runs a command.',
  parameters: { type: 'object', properties: { cmd: { type: 'string' } }, required: ['cmd'] },
};

/** A request for `model` in the inbound's wire API, with one tool. */
export function requestBody(api: InboundName, model: string, isStream: boolean): JsonObject {
  return api === 'responses'
    ? {
        model,
        stream: isStream,
        store: false,
        input: [
          { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'Be brief.' }] },
          { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Größe 🚦?' }] },
        ],
        tools: [
          { type: 'function', strict: false, ...FUNCTION },
          { type: 'custom', name: 'apply_patch', description: 'Edits files.' },
        ],
        tool_choice: 'auto',
        reasoning: { effort: 'medium', summary: 'auto' },
        include: ['reasoning.encrypted_content'],
      }
    : {
        model,
        stream: isStream,
        ...(isStream && { stream_options: { include_usage: true } }),
        messages: [
          { role: 'system', content: 'Be brief.' },
          { role: 'user', content: 'Größe 🚦?' },
        ],
        tools: [{ type: 'function', function: FUNCTION }],
        reasoning_effort: 'medium',
      };
}

export async function ask(
  router: TestRouter,
  api: InboundName,
  body: JsonObject,
  init: RequestInit = {},
): Promise<ReadAnswer> {
  const response = await router.fetch(PATHS[api], { method: 'POST', body: JSON.stringify(body), ...init });
  const raw = await response.text();
  const { status, headers } = response;
  const objects = eventsIn(raw);
  const read = api === 'responses' ? readResponses(objects) : readChat(objects, raw);
  return { ...read, status, raw, headers };
}

function eventsIn(raw: string): JsonObject[] {
  const whole = asObject(parseJson(raw));
  if (whole !== undefined) return [whole];
  const objects: JsonObject[] = [];
  const reader = createSseReader(data => {
    const json = asObject(parseJson(data));
    if (json !== undefined) objects.push(json);
  });
  reader.push(new TextEncoder().encode(raw));
  reader.end();
  return objects;
}

type Read = Omit<ReadAnswer, 'status' | 'raw' | 'headers'>;
// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape is looked into; a wrong one fails the expectation
type Loose = Record<string, any>;

function errorOf(error: unknown): Read['error'] {
  const { code, message } = (error ?? {}) as Loose;
  return error === undefined || error === null ? undefined : { code, message: String(message) };
}

/** As Codex does: items from `output_item.done`, or from a whole response; deltas count for nothing. */
function readResponses(objects: readonly JsonObject[]): Read {
  const last = objects.at(-1) as unknown as { response?: Loose; error?: Loose; status?: string };
  const response = (last?.response ?? last ?? {}) as Loose;
  const isStream = objects.length > 1 || last?.response !== undefined;
  const items = (
    isStream
      ? objects.filter(one => one.type === 'response.output_item.done').map(one => one.item)
      : ((response.output ?? []) as unknown[])
  ) as Loose[];
  const texts = (item: Loose, key: string) =>
    ((item[key] ?? []) as Loose[]).map(part => String(part.text ?? part.refusal)).join('');
  return {
    text: items.flatMap(item => (item.type === 'message' ? texts(item, 'content') : [])).join(''),
    reasoning: items.flatMap(item => (item.type === 'reasoning' ? texts(item, 'summary') : [])).join(''),
    calls: items.flatMap(item =>
      String(item.type).endsWith('_call') ? [[item.name, item.arguments ?? item.input] as const] : [],
    ),
    ended: response.status,
    error: errorOf(response.error ?? last?.error),
    inputTokens: (response.usage as Loose | undefined)?.input_tokens,
  };
}

function readChat(objects: readonly JsonObject[], raw: string): Read {
  let text = '';
  let reasoning = '';
  let ended: string | undefined;
  let inputTokens: number | undefined;
  let error: Read['error'];
  const calls: [string, string][] = [];
  for (const object of objects as unknown as Loose[]) {
    error ??= errorOf(object.error);
    inputTokens = (object.usage as Loose | undefined)?.prompt_tokens ?? inputTokens;
    const choice = ((object.choices ?? []) as Loose[])[0] as Loose | undefined;
    const message = (choice?.message ?? choice?.delta ?? {}) as Loose;
    text += message.content ?? message.refusal ?? '';
    reasoning += message.reasoning_content ?? '';
    for (const [at, call] of ((message.tool_calls ?? []) as Loose[]).entries()) {
      const fn = call.function as Loose;
      const slot = calls[call.index ?? at];
      if (slot === undefined) calls[call.index ?? at] = [fn.name, fn.arguments];
      else slot[1] += fn.arguments;
    }
    const finish = choice?.finish_reason as string | null | undefined;
    if (finish) ended = finish === 'length' ? 'incomplete' : 'completed';
  }
  if (error !== undefined) ended = 'failed';
  if (ended === 'completed' && raw.startsWith('data:') && !raw.endsWith('data: [DONE]\n\n'))
    ended = undefined;
  return { text, reasoning, calls, ended, error, inputTokens };
}
