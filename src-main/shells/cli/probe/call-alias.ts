import { request } from 'undici';
import { z } from 'zod';
import { AppError } from '../../../domain/errors/app-error.ts';
import { localKeyPath, readLocalKey } from '../../../services/instance/local-key-file.ts';
import { callInstance } from '../../core/call-instance.ts';
import { findRunning } from '../find-running.ts';
import { duration } from '../output/figures.ts';
import type { Surroundings } from '../surroundings.ts';

export interface CallProbe {
  readonly isAnswered: boolean;
  readonly status: number;
  readonly totalMs: number;
  readonly message: string;
}

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const OUTPUT_TOKENS = 16;

/** One call of a few tokens through the running router, as Codex would make it. @throws AppError `not_running` */
export async function callAlias(model: string, at: Surroundings, signal: AbortSignal): Promise<CallProbe> {
  const { routing } = await callInstance(await findRunning(at.userDataFolder), 'snapshot.get', undefined);
  const key = await readLocalKey(localKeyPath(at.temporaryFolder));
  if (routing.port === undefined || key === undefined) {
    throw new AppError('unavailable', 'Routing is not running, so nothing can be called.', {
      detail: 'not_running',
      remedy: 'Start routing in the tray, or with `signalbox serve`.',
    });
  }
  const startedMs = performance.now();
  const { statusCode, body } = await request(`http://127.0.0.1:${routing.port}/v1/responses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({
      model,
      input: [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Reply with OK.' }] }],
      max_output_tokens: OUTPUT_TOKENS,
      store: false,
      stream: false,
    }),
    signal,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const text = await body.text();
  const totalMs = Math.round(performance.now() - startedMs);
  const isAnswered = statusCode < 300;
  return {
    isAnswered,
    status: statusCode,
    totalMs,
    message: isAnswered ? `answered in ${duration(totalMs)}` : (errorOf(text) ?? `HTTP ${statusCode}`),
  };
}

function errorOf(text: string): string | undefined {
  try {
    return errorSchema.parse(JSON.parse(text)).error.message;
  } catch {
    // Not one of our own answers: the status has to do.
    return undefined;
  }
}
