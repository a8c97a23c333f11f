import type { FromRouter } from '../../contract/from-router.ts';
import { savedDispatchSchema } from '../../contract/saved-dispatch.ts';
import { type ToRouter, toRouterSchema } from '../../contract/to-router.ts';
import { saveDispatch } from '../../domain/dispatch/saved-state.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, say, sentenceOf } from '../../domain/sentence/sentence.ts';
import { assertNever } from '../../lib/assert-never.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { errorCode } from '../../services/host/error-code.ts';
import { createSteadyClock } from '../../services/host/steady-clock.ts';
import { openStateFile } from '../../services/ledger/open-state-file.ts';
import { type RunningRouter, startRouter } from '../../services/router/start-router.ts';
import { faultOf } from '../core/fault-of.ts';
import { createFileTroubles } from './file-troubles.ts';
import { type AdaptiveHosting, hostAdaptive } from './host-adaptive.ts';
import { openLedgerLater } from './late-ledger.ts';
import type { ParentLink } from './parent-link.ts';
import { createRouterReports } from './router-reports.ts';

/** When the parent is gone: long enough for an answer in flight, short enough not to be an orphan. */
const ORPHAN_DRAIN_MS = 60_000;

/**
 * The whole life of the router process: it starts when told to, serves until it is told to drain or the
 * parent goes, and exits. Ctrl-C in a terminal reaches every process of the group; here it is the parent's
 * business, or Codex would lose a turn that draining would have saved.
 */
export function runRouterProcess(link: ParentLink): void {
  let router: RunningRouter | undefined;
  let adaptive: AdaptiveHosting | undefined;
  let isEnding = false;
  let isOrphan = false;
  /** What came while it started: a key or an edit of that moment is not lost. */
  const early: ToRouter[] = [];
  const files = createDisposables();
  const clock = createSteadyClock();
  const reports = createRouterReports(send, clock.nowMs);
  const troubles = createFileTroubles(found => send({ type: 'file-troubles', troubles: found }));

  function send(message: FromRouter): void {
    if (!isOrphan) link.send(message);
  }

  async function start(message: Extract<ToRouter, { type: 'start' }>): Promise<void> {
    try {
      const state = files.use(
        await openStateFile({
          path: message.statePath,
          schema: savedDispatchSchema,
          take: () => saveDispatch(dispatchState(), clock.nowMs()),
          onError: logTrouble,
          onHealth: troubles.of('learned-state'),
        }),
      );
      const ledger = files.use(openLedgerLater(message.ledgerFolder, logTrouble, troubles.of('request-log')));
      const hosting = files.use(
        await hostAdaptive({
          policy: message.policy.adaptive_router,
          ledgerFolder: message.ledgerFolder,
          statePath: message.statePath,
          send,
          onTrouble: logTrouble,
        }),
      );
      adaptive = hosting;
      router = await startRouter(
        { ...message, saved: state.loaded },
        {
          nowMs: clock.nowMs,
          adjustClock: clock.adjust,
          reports: {
            event: reports.request,
            ownPlan: reports.ownPlan,
            decided: reports.decision,
            record(record) {
              ledger.append(record);
              hosting.host.requestEnded(record, clock.nowMs());
            },
          },
          adaptive: hosting.host,
          onDispatchChange() {
            reports.dispatchChanged();
            if (router !== undefined) state.touch();
          },
          onDefect: logDefect,
        },
      );
      send({ type: 'ready', runtimeId: message.runtimeId, port: router.port });
      reports.attach(router, hosting.tell);
      for (const one of early.splice(0)) take(one);
    } catch (cause) {
      send(describeStartFailure(cause));
      end(1);
    }
  }

  /** Everything but the addresses holds at once; the addresses as soon as they are had. */
  async function follow(
    running: RunningRouter,
    { settings, remoteKey }: Extract<ToRouter, { type: 'settings' }>,
  ): Promise<void> {
    running.setSettings(settings, remoteKey);
    try {
      await running.relisten(settings.listen);
      send({ type: 'listening', listen: { ...settings.listen, port: running.port } });
    } catch (cause) {
      if (!(cause instanceof AppError)) logDefect(cause);
      send({ type: 'listen-refused', fault: faultOf(cause) });
    }
  }

  function dispatchState() {
    if (router === undefined) throw new Error('saving before the start');
    return router.dispatchState();
  }

  async function drain(withinMs: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    const cut = (await router?.drain(withinMs)) ?? 0;
    reports.flush();
    await files[Symbol.asyncDispose]();
    send({ type: 'drained', cut });
    end(0);
  }

  function logDefect(cause: unknown): void {
    // Name and stack only: a message could quote what a client sent.
    const stack = cause instanceof Error ? cause.stack?.split('\n').filter(line => /^\s+at /.test(line)) : [];
    const name = cause instanceof Error ? cause.name : typeof cause;
    send({ type: 'log', line: { event: 'router-defect', name, stack: stack?.slice(0, 12) } });
  }

  /** A disk that takes nothing, a damaged state file: said, and no more; requests go on. */
  function logTrouble(cause: unknown): void {
    const name = cause instanceof Error ? cause.name : typeof cause;
    send({ type: 'log', line: { event: 'router-file-trouble', name, code: errorCode(cause) } });
  }

  function end(code: number): void {
    reports[Symbol.dispose]();
    // The last messages must leave before the process does.
    setTimeout(() => process.exit(code), 20);
  }

  function take(message: ToRouter): void {
    switch (message.type) {
      case 'start':
        void start(message);
        return;
      case 'settings':
        if (router !== undefined) void follow(router, message);
        return;
      case 'keys':
        router?.setKeys(message.keys);
        return;
      case 'policy':
        router?.setPolicy(message.policy);
        adaptive?.host.setPolicy(message.policy.adaptive_router, Date.now());
        return;
      case 'base-instructions':
        router?.setBaseInstructions(message.text);
        return;
      case 'wake':
        router?.tellDispatch({ type: 'woken', deployment: message.deployment });
        return;
      case 'adaptive-stage':
        adaptive?.host.ask(message.stage, Date.now());
        return;
      case 'lift-budget':
        router?.tellDispatch({ type: 'budget-lifted', day: message.day });
        return;
      case 'provider':
        router?.tellDispatch({ type: 'provider-changed', provider: message.provider, isUp: message.isUp });
        return;
      case 'ping':
        send({ type: 'pong' });
        return;
      case 'drain':
        void drain(message.withinMs);
        return;
      default:
        assertNever(message);
    }
  }

  link.onMessage(raw => {
    // Read once: zod would compile the whole tree of schemas for it, and keep what it compiled.
    const parsed = toRouterSchema.safeParse(raw, { jitless: true });
    if (!parsed.success) {
      send({ type: 'log', line: { event: 'router-link-violation', issues: parsed.error.issues.length } });
      return;
    }
    const isForLater = router === undefined && !['start', 'ping', 'drain'].includes(parsed.data.type);
    if (isForLater) early.push(parsed.data);
    else take(parsed.data);
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
    return {
      type: 'failed',
      code: 'start-failed',
      ...inWords({ message: say`The router could not start.` }),
    };
  }
  const said = sentenceOf(cause, 'message');
  const remedy = cause.said?.remedy ?? cause.remedy;
  const words = inWords({ message: remedy === undefined ? say`${said}` : say`${said} ${remedy}` });
  switch (cause.detail) {
    case 'port_in_use':
      return { type: 'failed', code: 'port-in-use', ...words };
    case 'port_forbidden':
      return { type: 'failed', code: 'port-forbidden', ...words };
    default:
      return { type: 'failed', code: 'start-failed', ...words };
  }
}
