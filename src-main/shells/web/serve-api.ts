import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../domain/errors/app-error.ts';
import { sendError, toAppError } from '../../services/router/http/error-answer.ts';
import { readBody } from '../../services/router/http/read-body.ts';
import { sendJson } from '../../services/router/http/send-json.ts';
import { answerCall } from '../core/answer-call.ts';
import type { Core } from '../core/start-core.ts';

const MAX_INPUT_BYTES = 2 * 1024 * 1024;
const CALL_PATH = /^\/api\/call\/([A-Za-z.]+)$/;

/**
 * The core over HTTP: `POST /api/call/NAME`, `GET /api/events`, and `GET /api/openapi.json`, which describes
 * them. Whoever gets here was let in already.
 *
 * @returns false when the path is not one of its own
 */
export function serveApi(core: Core, req: IncomingMessage, res: ServerResponse): boolean {
  const path = req.url?.split('?', 1)[0] ?? '';
  if (path === '/api/events' && req.method === 'GET') {
    streamSnapshots(core, res);
    return true;
  }
  if (path === '/api/openapi.json' && req.method === 'GET') {
    void describe(core, res);
    return true;
  }
  const name = CALL_PATH.exec(path)?.[1];
  if (name === undefined || req.method !== 'POST') return false;
  void answer(core, name, req, res);
  return true;
}

/** Loaded when asked for: nobody else pays for it. */
async function describe(core: Core, res: ServerResponse): Promise<void> {
  const { controlApiDocument } = await import('../../contract/control-openapi.ts');
  sendJson(res, controlApiDocument(core.snapshot().version));
}

async function answer(core: Core, name: string, req: IncomingMessage, res: ServerResponse): Promise<void> {
  try {
    const { plain } = await readBody(req, MAX_INPUT_BYTES);
    const output = await answerCall(core.calls, name, parseInput(plain));
    const body = JSON.stringify(output ?? null);
    res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    res.end(body);
  } catch (cause) {
    if (!(cause instanceof AppError)) core.log('call-failed', { call: name, name: errorName(cause) });
    sendError(res, toAppError(cause));
  }
}

function parseInput(body: Buffer): unknown {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch (cause) {
    throw new AppError('contract-violation', 'The input is not JSON.', { cause, detail: 'invalid_json' });
  }
}

function streamSnapshots(core: Core, res: ServerResponse): void {
  res.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = () => {
    // A page that does not read gets the newest state when it does, not every state in between.
    if (!res.writableNeedDrain) res.write(`event: snapshot\ndata: ${JSON.stringify(core.snapshot())}\n\n`);
  };
  send();
  const listening = core.onSnapshot(send);
  res.on('close', () => listening[Symbol.dispose]());
}

function errorName(cause: unknown): string {
  return cause instanceof Error ? cause.name : typeof cause;
}
