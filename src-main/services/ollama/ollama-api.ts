import { Agent, request } from 'undici';
import { z } from 'zod';
import { AppError } from '../../domain/errors/app-error.ts';
import type { PullLine } from '../../domain/ollama/pull-progress.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { readJsonLines } from './read-json-lines.ts';

const versionSchema = z.object({ version: z.string() });
const errorSchema = z.object({ error: z.union([z.string(), z.object({ message: z.string() })]) });
const modelSchema = z.object({
  name: z.string(),
  size: z.number().default(0),
  details: z
    .object({ parameter_size: z.string().optional(), quantization_level: z.string().optional() })
    .optional(),
});
const tagsSchema = z.object({ models: z.array(modelSchema).nullable().default([]) });
const runningSchema = z.object({
  models: z
    .array(
      z.object({
        name: z.string(),
        size: z.number().default(0),
        size_vram: z.number().default(0),
        expires_at: z.string().optional(),
      }),
    )
    .nullable()
    .default([]),
});
const pullLineSchema = z.object({
  status: z.string().default(''),
  digest: z.string().optional(),
  total: z.number().optional(),
  completed: z.number().optional(),
  error: z.string().optional(),
});
const chatLineSchema = z.object({
  message: z.object({ content: z.string().default('') }).optional(),
  done: z.boolean().default(false),
  error: z.string().optional(),
  load_duration: z.number().optional(),
  prompt_eval_count: z.number().optional(),
  eval_count: z.number().optional(),
  eval_duration: z.number().optional(),
});
/** One line of a streamed chat; durations are nanoseconds, as Ollama gives them. */
export type ChatLine = z.infer<typeof chatLineSchema>;

export interface LocalModel {
  readonly name: string;
  readonly sizeBytes: number;
  /** `3.1B`, where Ollama says so. */
  readonly parameters: string | undefined;
  readonly quantization: string | undefined;
}

export interface RunningModel {
  readonly name: string;
  readonly sizeBytes: number;
  /** 1 is all on the GPU, 0 all on the CPU. */
  readonly gpuShare: number;
  readonly processor: 'gpu' | 'cpu' | 'split';
  readonly expiresAt: string | undefined;
}

export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Ollama's own HTTP interface. Waits as long as the signal lets it: a cold model may load for minutes. */
export interface OllamaApi extends AsyncDisposable {
  readonly baseUrl: string;
  version(signal: AbortSignal): Promise<string>;
  list(signal: AbortSignal): Promise<readonly LocalModel[]>;
  running(signal: AbortSignal): Promise<readonly RunningModel[]>;
  pull(model: string, signal: AbortSignal): AsyncGenerator<PullLine>;
  chat(
    model: string,
    messages: readonly ChatMessage[],
    signal: AbortSignal,
    options?: ChatOptions,
  ): AsyncGenerator<ChatLine>;
  /** Loads the model and keeps it for `keepAlive` (`5m`, seconds, -1 for ever), or unloads it at 0. */
  keep(model: string, keepAlive: string | number, signal: AbortSignal): Promise<void>;
}

export interface ChatOptions {
  readonly keepAlive?: string | number;
  readonly maxOutputTokens?: number;
  readonly temperature?: number;
}

function messageOf(text: string): string | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found = errorSchema.safeParse(parsed).data?.error;
  return typeof found === 'string' ? found : found?.message;
}

function unreachable(cause: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (cause instanceof AppError) return cause;
  return new AppError('unavailable', say`Ollama does not answer`, { cause, detail: 'ollama_unreachable' });
}

/** @param baseUrl `http://127.0.0.1:11434`, without a path */
export function createOllamaApi(baseUrl: string): OllamaApi {
  const dispatcher = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connectTimeout: 3000,
    keepAliveTimeout: 1000,
  });

  async function send(method: 'GET' | 'POST', path: string, body: unknown, signal: AbortSignal) {
    signal.throwIfAborted();
    try {
      const response = await request(new URL(path, baseUrl), {
        method,
        dispatcher,
        signal,
        ...(body === undefined
          ? {}
          : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      if (response.statusCode < 400) return response.body;
      const said = messageOf((await response.body.text()).slice(0, 10_000));
      const isUnknownModel = response.statusCode === 404;
      throw new AppError('rejected', said ?? say`Ollama answered ${response.statusCode}`, {
        status: response.statusCode,
        detail: isUnknownModel ? 'model_not_found' : 'ollama_refused',
        ...(isUnknownModel ? { remedy: say`Pull the model: signalbox ollama pull` } : {}),
      });
    } catch (cause) {
      throw unreachable(cause, signal);
    }
  }

  async function readJson<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T> {
    const body = await send('GET', path, undefined, signal);
    const text = await body.text().catch(cause => {
      throw unreachable(cause, signal);
    });
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch (cause) {
      throw new AppError('contract-violation', say`the answer is not JSON`, { cause, detail: 'not_ollama' });
    }
    const result = schema.safeParse(parsed);
    if (result.success) return result.data;
    throw new AppError('contract-violation', say`the answer is not what Ollama sends`, {
      detail: 'not_ollama',
    });
  }

  async function* stream<T extends { error?: string | undefined }>(
    schema: z.ZodType<T>,
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): AsyncGenerator<T> {
    const lines = await send('POST', path, body, signal);
    try {
      for await (const value of readJsonLines(lines)) {
        const line = schema.parse(value);
        if (line.error !== undefined)
          throw new AppError('rejected', line.error, { detail: 'ollama_refused' });
        yield line;
      }
    } catch (cause) {
      if (signal.aborted) throw signal.reason;
      if (cause instanceof AppError) throw cause;
      throw new AppError('stream-broken', say`Ollama broke off`, { cause });
    } finally {
      lines.destroy();
    }
  }

  return {
    baseUrl,
    version: async signal => (await readJson(versionSchema, '/api/version', signal)).version,
    list: async signal =>
      ((await readJson(tagsSchema, '/api/tags', signal)).models ?? []).map(({ name, size, details }) => ({
        name,
        sizeBytes: size,
        parameters: details?.parameter_size,
        quantization: details?.quantization_level,
      })),
    running: async signal =>
      ((await readJson(runningSchema, '/api/ps', signal)).models ?? []).map(
        ({ name, size, size_vram, expires_at }) => {
          const gpuShare = size > 0 ? Math.min(1, size_vram / size) : 0;
          const processor = gpuShare >= 1 ? 'gpu' : gpuShare > 0 ? 'split' : 'cpu';
          return { name, sizeBytes: size, gpuShare, processor, expiresAt: expires_at };
        },
      ),
    pull: (model, signal) => stream(pullLineSchema, '/api/pull', { model, stream: true }, signal),
    chat: (model, messages, signal, options = {}) =>
      stream(
        chatLineSchema,
        '/api/chat',
        {
          model,
          messages,
          stream: true,
          ...(options.keepAlive === undefined ? {} : { keep_alive: options.keepAlive }),
          options: {
            ...(options.maxOutputTokens === undefined ? {} : { num_predict: options.maxOutputTokens }),
            ...(options.temperature === undefined ? {} : { temperature: options.temperature }),
          },
        },
        signal,
      ),
    async keep(model, keepAlive, signal) {
      const body = await send(
        'POST',
        '/api/generate',
        { model, keep_alive: keepAlive, stream: false },
        signal,
      );
      await body.dump();
    },
    [Symbol.asyncDispose]: () => dispatcher.destroy(),
  };
}
