import { request } from 'node:http';
import { z } from 'zod';
import {
  type CallInput,
  type CallOutput,
  DASHBOARD_CALLS,
  type DashboardCall,
} from '../../contract/dashboard-calls.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import type { Instance } from '../../services/instance/instance-file.ts';

const WITHIN_MS = 30_000;
const errorSchema = z.object({ error: z.object({ message: z.string(), code: z.string() }) });

/**
 * Makes a call to the running Signalbox.
 * @throws AppError detail `not_running` where nobody is; `not_answering` where a process holds the line and is silent
 */
export async function callInstance<C extends DashboardCall>(
  instance: Instance,
  name: C,
  input: CallInput<C>,
  withinMs = WITHIN_MS,
): Promise<CallOutput<C>> {
  const output = await post(instance, `/api/call/${name}`, input, withinMs);
  return DASHBOARD_CALLS[name].output.parse(output) as CallOutput<C>; // parsed by the very schema of C
}

/** Asks the running Signalbox to end. */
export async function quitInstance(instance: Instance): Promise<void> {
  await post(instance, '/api/quit', undefined);
}

const inviteSchema = z.object({ url: z.string() });

/** A new one-time address of the dashboard of `signalbox serve`. @throws AppError where the dashboard is a window */
export async function inviteFromInstance(instance: Instance): Promise<string> {
  return inviteSchema.parse(await post(instance, '/api/invite', undefined)).url;
}

function post(instance: Instance, path: string, input: unknown, withinMs = WITHIN_MS): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const req = request(
      {
        socketPath: instance.controlPath,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
      },
      res => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('error', cause => reject(silent(cause)));
        res.on('end', () => {
          try {
            const value: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
            if (res.statusCode !== undefined && res.statusCode < 300) resolve(value ?? undefined);
            else reject(refused(value));
          } catch (cause) {
            reject(silent(cause));
          }
        });
      },
    );
    req.setTimeout(withinMs, () => req.destroy(hung(instance.pid)));
    req.on('error', cause => reject(cause instanceof AppError ? cause : silent(cause)));
    req.end(input === undefined ? undefined : JSON.stringify(input));
  });
}

function refused(body: unknown): AppError {
  const parsed = errorSchema.safeParse(body);
  return parsed.success
    ? new AppError('contract-violation', parsed.data.error.message, { detail: parsed.data.error.code })
    : silent(undefined);
}

function hung(pid: number): AppError {
  return new AppError('timeout', `Signalbox is there (process ${pid}) but does not answer.`, {
    detail: 'not_answering',
    remedy:
      process.platform === 'win32'
        ? `If it stays so, end it: taskkill /F /PID ${pid}. Then start it again.`
        : `If it stays so, end it: kill -9 ${pid}. Then start it again.`,
  });
}

function silent(cause: unknown): AppError {
  return new AppError('unavailable', say`Signalbox does not answer.`, {
    cause,
    detail: 'not_running',
    remedy: 'Start it with `signalbox serve`, or open the tray app.',
  });
}
