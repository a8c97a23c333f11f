import { Agent } from 'node:http';
import { AppError } from '../../domain/errors/app-error.ts';
import { type BenchPrompt, directTarget, responsesRequest } from '../../services/bench/direct-target.ts';
import { type CallFigures, measureCalls } from '../../services/bench/measure-calls.ts';
import { callInstance } from '../core/call-instance.ts';
import { findRunning } from './find-running.ts';
import { count } from './output/figures.ts';
import { createProgress } from './output/progress.ts';
import { table } from './output/table.ts';
import type { Performance } from './perform.ts';
import { result } from './print.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';
import { readToken } from './token.ts';

export interface BenchCallsFlags {
  /** Aliases or deployments; `codex-default` when none is named. */
  readonly models: readonly string[];
  readonly iterations: number;
  readonly concurrency: number;
  readonly prompt: string;
  readonly maxOutputTokens: number;
  readonly stream: boolean;
}

interface BenchRow {
  readonly model: string;
  readonly way: 'router' | 'direct';
  /** Deployment that was asked directly. */
  readonly deployment?: string;
  /** Why there are no figures. */
  readonly skipped?: string;
  readonly figures?: CallFigures;
}

/** Measures calls of each model through the running router and, where that compares, without it. @throws AppError */
export async function benchCalls(
  flags: BenchCallsFlags,
  { isJson, signal }: Performance,
  at: Surroundings,
): Promise<undefined> {
  await using settings = await readSettings(at);
  const { routing } = await callInstance(await findRunning(at.userDataFolder), 'snapshot.get', undefined);
  if (routing.phase !== 'ready' || routing.port === undefined) {
    throw new AppError('unavailable', 'Routing is not running.', {
      detail: 'router_stopped',
      remedy: '`signalbox serve` starts it.',
    });
  }
  const token = await readToken(at.temporaryFolder);
  const prompt: BenchPrompt = {
    text: flags.prompt,
    maxOutputTokens: flags.maxOutputTokens,
    stream: flags.stream,
  };
  using progress = createProgress(process.stderr);
  const agent = new Agent({ keepAlive: true, maxSockets: flags.concurrency });
  const measure = { iterations: flags.iterations, concurrency: flags.concurrency, signal };
  const rows: BenchRow[] = [];
  for (const model of flags.models) {
    progress.show(`${model} through the router`);
    const through = {
      url: new URL(`http://127.0.0.1:${routing.port}/v1/responses`),
      headers: { authorization: `Bearer ${token}` },
      body: responsesRequest(model, prompt),
      agent,
    };
    rows.push({ model, way: 'router', figures: await measureCalls(through, measure) });
    progress.show(`${model} directly`);
    const direct = directTarget(model, settings.current(), at.env, prompt);
    if (direct.kind === 'none') rows.push({ model, way: 'direct', skipped: direct.why });
    else {
      const { deployment, target } = direct;
      rows.push({ model, way: 'direct', deployment, figures: await measureCalls(target, measure) });
    }
  }
  agent.destroy();
  progress[Symbol.dispose]();
  const { iterations, concurrency, stream } = flags;
  result({ stream, iterations, concurrency, rows }, isJson, () => describe(rows, stream));
  return undefined;
}

const ms = (value: number | undefined): string =>
  value === undefined ? '-' : `${value < 10 ? value.toFixed(2) : count(value)} ms`;

function describe(rows: readonly BenchRow[], stream: boolean): string {
  const head = [
    'model',
    'way',
    ...(stream ? ['TTFT p50', 'p95'] : []),
    'total p50',
    'p95',
    'requests/s',
    'tokens/s',
    'failed',
  ];
  const lines = rows.map(({ model, way, figures, skipped, deployment }) => {
    if (figures === undefined) return [model, way, `not measured: ${skipped}`];
    const failures = Object.entries(figures.failures).map(([status, times]) => `${times} × ${status}`);
    return [
      model,
      deployment === undefined ? way : `${way} (${deployment})`,
      ...(stream ? [ms(figures.ttftMs?.p50), ms(figures.ttftMs?.p95)] : []),
      ms(figures.totalMs?.p50),
      ms(figures.totalMs?.p95),
      figures.requestsPerSec.toFixed(1),
      figures.tokensPerSec?.toFixed(1) ?? '-',
      failures.length === 0 ? '0' : failures.join(', '),
    ];
  });
  return table([head, ...lines]);
}
