import type { RequestEvent } from '../../contract/request-event.ts';
import { type FromRouter, type ToRouter, toRouterSchema } from '../../contract/router-link.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { type RunningRouter, startRouter } from '../../services/router/start-router.ts';
import type { ParentLink } from './parent-link.ts';

/** Windows are told four times a second at most; a few more keep the tray's figures fresh. */
const REPORT_EVERY_MS = 150;
/** When the parent is gone: long enough for an answer in flight, short enough not to be an orphan. */
const ORPHAN_DRAIN_MS = 60_000;

/**
 * The whole life of the router process: it starts when told to, serves until it is told to drain or the
 * parent goes, and exits. Ctrl-C in a terminal reaches every process of the group; here it is the parent's
 * business, or Codex would lose a turn that draining would have saved.
 */
export function runRouterProcess(link: ParentLink): void {
  let router: RunningRouter | undefined;
  let pending = new Map<string, RequestEvent>();
  let isEnding = false;
  let isOrphan = false;
  const report = setInterval(flush, REPORT_EVERY_MS);

  function send(message: FromRouter): void {
    if (!isOrphan) link.send(message);
  }

  function flush(): void {
    if (pending.size === 0 || router === undefined) return;
    const events = [...pending.values()];
    pending = new Map();
    send({ type: 'requests', events, inFlight: router.inFlight() });
  }

  async function start(message: Extract<ToRouter, { type: 'start' }>): Promise<void> {
    try {
      router = await startRouter(message, {
        nowMs: Date.now,
        onRequest: event => pending.set(event.id, event),
        onDefect: logDefect,
      });
      send({ type: 'ready', runtimeId: message.runtimeId, port: router.port });
    } catch (cause) {
      send(describeStartFailure(cause));
      end(1);
    }
  }

  async function drain(withinMs: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    const cut = (await router?.drain(withinMs)) ?? 0;
    flush();
    send({ type: 'drained', cut });
    end(0);
  }

  function logDefect(cause: unknown): void {
    // Name and stack only: a message could quote what a client sent.
    const stack = cause instanceof Error ? cause.stack?.split('\n').filter(line => /^\s+at /.test(line)) : [];
    const name = cause instanceof Error ? cause.name : typeof cause;
    send({ type: 'log', line: { event: 'router-defect', name, stack: stack?.slice(0, 12) } });
  }

  function end(code: number): void {
    clearInterval(report);
    // The last messages must leave before the process does.
    setTimeout(() => process.exit(code), 20);
  }

  link.onMessage(raw => {
    const parsed = toRouterSchema.safeParse(raw);
    if (!parsed.success) {
      send({ type: 'log', line: { event: 'router-link-violation', issues: parsed.error.issues.length } });
      return;
    }
    const message = parsed.data;
    switch (message.type) {
      case 'start':
        void start(message);
        return;
      case 'settings':
        router?.setSettings(message.settings);
        return;
      case 'keys':
        router?.setKeys(message.keys);
        return;
      case 'drain':
        void drain(message.withinMs);
        return;
      default:
        assertNever(message);
    }
  });
  link.onClose(() => {
    // Nobody reads any more: what is still said must not bring the process down.
    isOrphan = true;
    void drain(ORPHAN_DRAIN_MS);
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => void drain(ORPHAN_DRAIN_MS));
  process.on('uncaughtException', cause => {
    logDefect(cause);
    end(70);
  });
}

function describeStartFailure(cause: unknown): FromRouter {
  if (!(cause instanceof AppError)) {
    return { type: 'failed', code: 'start-failed', message: 'The router could not start.' };
  }
  const message = cause.remedy === undefined ? cause.message : `${cause.message} ${cause.remedy}`;
  switch (cause.detail) {
    case 'port_in_use':
      return { type: 'failed', code: 'port-in-use', message };
    case 'port_forbidden':
      return { type: 'failed', code: 'port-forbidden', message };
    default:
      return { type: 'failed', code: 'start-failed', message };
  }
}
