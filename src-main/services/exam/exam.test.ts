import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type Denied, type Said, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { EXAM_CHECKS, type ExamReport } from '../../contract/exam-report.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { loadExam, saveExam } from './exam-store.ts';
import { runExam } from './run-exam.ts';
import { examRouter } from './testing/exam-router.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const LONG = Array.from({ length: 200 }, (_, at) => `${at + 1}\n`).join('');
const PATCH = '*** Begin Patch\n*** Add File: hello.txt\n+hello\n*** End Patch\n';

/** A hundredth of the real ones: 600 ms of silence stand for a minute. */
const TIMEOUTS = { keep_alive_ms: 100 };

/** What a model that can do everything says, a request each, in the order of the exam. */
const GOOD: Readonly<Record<string, readonly (Said | Denied)[]>> = {
  stream: [{ text: 'ready' }],
  usage: [{ text: 'counted' }],
  'parallel-calls': [
    {
      calls: [
        { tool: 'get_weather', input: { city: 'Paris' } },
        { tool: 'get_weather', input: { city: 'Rome' } },
      ],
    },
  ],
  'empty-arguments': [{ calls: [{ tool: 'get_time', input: {} }] }],
  'apply-patch': [{ calls: [{ tool: 'apply_patch', input: PATCH }] }],
  namespace: [{ calls: [{ tool: 'exam__add', input: { a: 19, b: 23 } }] }],
  schema: [{ calls: [{ tool: 'book_table', input: { guests: [{ name: 'Ada' }] } }] }],
  'image-in-result': [{ text: 'It is red.' }],
  'reasoning-replay': [
    { reasoning: 'Paris.', calls: [{ tool: 'get_weather', input: { city: 'Paris' } }] },
    { text: 'Sunny.' },
  ],
  silence: [{ reasoning: 'Euclid.', text: 'proved', silentMs: 600 }],
  compaction: [{ text: 'The weather of Paris was got.' }],
  cancel: [{ text: LONG, stallAfterEvents: 6 }],
};

async function examine(
  dialect: 'chat' | 'anthropic' | 'gemini',
  answers: Readonly<Record<string, readonly (Said | Denied)[]>> = {},
  deployment: Readonly<Record<string, unknown>> = {},
): Promise<ExamReport> {
  const upstream = open.use(await startStandIn(dialect));
  for (const name of EXAM_CHECKS) upstream.queue(...(answers[name] ?? GOOD[name] ?? []));
  const router = open.use(await examRouter(upstream, deployment, TIMEOUTS));
  const { signal } = new AbortController();
  return runExam({ router, deployment: 'examined', signal, nowMs: Date.now });
}

const outcomes = ({ checks }: ExamReport) =>
  Object.fromEntries(
    checks.map(({ name, outcome, words }) => [name, outcome === 'passed' ? outcome : words]),
  );

describe('the exam of a provider', () => {
  it.each([
    'chat',
    'anthropic',
    'gemini',
  ] as const)('is passed by a good model that speaks %s', async dialect => {
    const report = await examine(dialect);
    expect(outcomes(report)).toEqual(Object.fromEntries(EXAM_CHECKS.map(name => [name, 'passed'])));
    expect(report.checks.map(({ name }) => name)).toEqual([...EXAM_CHECKS]);
  });

  it('finds what is broken, each thing by itself and in words', async () => {
    const report = await examine('chat', {
      stream: [{ error: 'out of memory' }],
      'parallel-calls': [{ calls: [{ tool: 'get_weather', input: { city: 'Paris' } }] }],
      'apply-patch': [{ calls: [{ tool: 'apply_patch', input: 'just do it' }] }],
      namespace: [{ calls: [{ tool: 'get_weather', input: {} }] }],
      'image-in-result': [{ text: 'I see nothing.' }],
      'reasoning-replay': [{ text: 'Paris.' }],
      silence: [{ text: 'pro', cutAfterEvents: 2 }],
      compaction: [{ calls: [{ tool: 'get_weather', input: {} }] }],
    });
    expect(outcomes(report)).toMatchObject({
      stream: expect.stringContaining('out of memory'),
      usage: 'passed',
      'parallel-calls': 'Asked for two calls at once, the model made 1.',
      'empty-arguments': 'passed',
      'apply-patch': 'The model wrote something that is no patch.',
      'image-in-result': expect.stringContaining('did not name its colour'),
      'reasoning-replay': 'The model showed no reasoning.',
      silence: expect.stringContaining('cut'),
      schema: 'passed',
      cancel: 'passed',
    });
    const of = (name: string) => report.checks.find(check => check.name === name)?.outcome;
    expect(['stream', 'namespace', 'compaction', 'parallel-calls', 'reasoning-replay'].map(of)).toEqual([
      'failed',
      'failed',
      'failed',
      'not-offered',
      'not-offered',
    ]);
  });

  it('says that silence was not examined where there was none', async () => {
    const report = await examine('gemini', { silence: [{ text: 'proved' }] });
    expect(report.checks.find(({ name }) => name === 'silence')).toMatchObject({
      outcome: 'not-offered',
      words: expect.stringContaining('never silent for long'),
    });
  });

  it('does not hold against a model what its settings say it lacks', async () => {
    const report = await examine('chat', { 'image-in-result': [] }, { images: false });
    expect(report.checks.find(({ name }) => name === 'image-in-result')).toMatchObject({
      outcome: 'not-offered',
      words: expect.stringContaining('takes no images'),
      // Of the router's own words: a page can say them in its language.
      said: { words: expect.objectContaining({ template: 'No candidate of {0} can be used now. {1}.' }) },
    });
  });

  it('says which key is missing, and asks nobody', async () => {
    const upstream = open.use(await startStandIn('gemini'));
    const router = open.use(await examRouter({ ...upstream, key: '' }));
    const { signal } = new AbortController();
    await expect(runExam({ router, deployment: 'examined', signal, nowMs: Date.now })).rejects.toMatchObject({
      code: 'key-missing',
    });
    expect(upstream.accepted).toEqual([]);
  });
});

describe('the report of an exam', () => {
  it('is kept by the name of its deployment, whatever that holds', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'exam-'));
    open.defer(() => rmSync(folder, { recursive: true }));
    const report: ExamReport = {
      v: 1,
      deployment: 'openai/gpt:x',
      atMs: 5,
      checks: [{ name: 'stream', outcome: 'passed', words: 'Well.', tookMs: 3 }],
    };
    await saveExam(folder, report);
    expect(await loadExam(folder, 'openai/gpt:x')).toEqual(report);
    expect(await loadExam(folder, 'other')).toBeUndefined();
  });
});
