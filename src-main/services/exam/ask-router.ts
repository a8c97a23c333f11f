import { createParser } from 'eventsource-parser';
import { readFailure } from '../../domain/dispatch/failure-words.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { type Sentence, say } from '../../domain/sentence/sentence.ts';

/** The running router, as Codex reaches it. */
export interface ExamRouter {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  readonly localKey: string;
}

export type Json = Readonly<Record<string, unknown>>;

export interface Exchange {
  readonly status: number;
  /** Events of the stream in order; empty for an HTTP error. */
  readonly events: readonly Json[];
  /** Items of `output_item.done`, which is all that Codex keeps. */
  readonly items: readonly Json[];
  /** The `response` object of the terminal event. */
  readonly response: Json | undefined;
  /** In words, where the answer failed. */
  readonly failure: Sentence | string | undefined;
  /** Stable word of an HTTP error: `key_missing`, `all_candidates_limited`. */
  readonly code: string | undefined;
  readonly longestSilenceMs: number;
}

/**
 * Asks a deployment through the router, streaming, as Codex would.
 *
 * @param onDelta called at each piece of text; what it returns true at is cut short there
 */
export async function askRouter(
  router: ExamRouter,
  body: Json,
  signal: AbortSignal,
  onDelta: () => boolean = () => false,
): Promise<Exchange> {
  const cut = new AbortController();
  const response = await fetch(`${router.url}/v1/responses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${router.localKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ stream: true, store: false, include: ['reasoning.encrypted_content'], ...body }),
    signal: AbortSignal.any([signal, cut.signal]),
  });
  if (!response.ok || response.body === null) return refused(response.status, await response.text());
  const events: Json[] = [];
  let longestSilenceMs = 0;
  let lastAtMs = performance.now();
  const parser = createParser({
    onEvent({ data }) {
      const event = parse(data);
      if (event === undefined) return;
      events.push(event);
      if (event.type === 'response.output_text.delta' && onDelta()) cut.abort();
    },
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body) {
      longestSilenceMs = Math.max(longestSilenceMs, performance.now() - lastAtMs);
      lastAtMs = performance.now();
      parser.feed(decoder.decode(chunk, { stream: true }));
    }
  } catch (cause) {
    if (!cut.signal.aborted) {
      if (signal.aborted) throw cause;
      return {
        ...readEvents(events),
        status: 200,
        code: undefined,
        longestSilenceMs,
        failure: say`the stream broke off`,
      };
    }
  }
  return { ...readEvents(events), status: 200, code: undefined, longestSilenceMs };
}

function readEvents(events: readonly Json[]): Pick<Exchange, 'events' | 'items' | 'response' | 'failure'> {
  const last = events.at(-1);
  const response = object(last?.response);
  const error = object(response?.error);
  const isWhole = last?.type === 'response.completed' || last?.type === 'response.incomplete';
  const failure =
    error === undefined ? (isWhole ? undefined : say`the stream has no terminal event`) : inOwnWords(error);
  const items = events
    .filter(({ type }) => type === 'response.output_item.done')
    .map(({ item }) => object(item))
    .filter(item => item !== undefined);
  return { events, items, response, failure };
}

/** What the router says itself, as a sentence; what the provider said, as it is. */
function inOwnWords({ message }: Json): Sentence | string {
  return readFailure(String(message)) ?? String(message);
}

function refused(status: number, text: string): Exchange {
  const error = object(parse(text)?.error);
  const failure = error === undefined ? say`HTTP status ${status}` : inOwnWords(error);
  const code = typeof error?.code === 'string' ? error.code : undefined;
  if (status === 401) {
    throw new AppError('key-refused', say`The router does not know this local key.`, {
      detail: 'not_running',
    });
  }
  return { status, events: [], items: [], response: undefined, failure, code, longestSilenceMs: 0 };
}

export function object(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return object(JSON.parse(text));
  } catch {
    return undefined; // `[DONE]` and the like mean nothing here
  }
}
