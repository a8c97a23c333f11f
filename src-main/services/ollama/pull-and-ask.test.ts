import { afterEach, describe, expect, it } from 'vitest';
import type { PullProgress } from '../../domain/ollama/pull-progress.ts';
import { askLocal } from './ask-local.ts';
import { benchLocal } from './bench-local.ts';
import { matchByLocalModel } from './match-preference.ts';
import { runningPid, type StandIn, useStandIn } from './testing/stand-in.ts';

const signal = AbortSignal.timeout(60_000);
const model = 'qwen2.5-coder:3b';
let fixture: StandIn | undefined;
const started = async (settings: Record<string, string> = {}, options = {}) => {
  fixture = await useStandIn(settings);
  const service = fixture.service(options);
  await service.start(signal);
  return service;
};
afterEach(async () => {
  await fixture?.[Symbol.asyncDispose]();
  fixture = undefined;
});

describe('pulling a model', () => {
  it('reports progress up to the end and then has the model', async () => {
    const service = await started();
    const seen: PullProgress[] = [];
    await service.pull(model, progress => seen.push(progress), signal);
    expect(seen.at(-1)).toEqual({ status: 'success', completedBytes: 2000, totalBytes: 2000, isDone: true });
    expect(service.state()).toMatchObject({ isModelPresent: true, pull: undefined });
    expect((await service.list(signal)).map(({ name }) => name)).toEqual([model]);
  });

  it('cancelled half-way, goes on from there when asked again', async () => {
    const service = await started({ STANDIN_PULL_STALL_AT_BYTES: '1000' });
    const cancel = new AbortController();
    const half = (progress: PullProgress) => {
      if (progress.completedBytes >= 1000) cancel.abort(new Error('cancelled by the person'));
    };
    await expect(service.pull(model, half, cancel.signal)).rejects.toThrow('cancelled by the person');
    expect(service.state()).toMatchObject({ isModelPresent: false, pull: undefined });
    const seen: PullProgress[] = [];
    await service.pull(model, progress => seen.push(progress), signal);
    const first = seen.find(progress => progress.totalBytes !== undefined);
    expect(first?.completedBytes).toBeGreaterThanOrEqual(1000);
    expect(service.state().isModelPresent).toBe(true);
  });

  it('survives the end of the server by SIGKILL', async () => {
    const service = await started({ STANDIN_PULL_STALL_AT_BYTES: '1000' });
    const pid = runningPid(service.state());
    let isKilled = false;
    await service.pull(
      model,
      ({ completedBytes }) => {
        if (isKilled || completedBytes < 1000) return;
        isKilled = true;
        process.kill(pid, 'SIGKILL');
      },
      signal,
    );
    expect(runningPid(service.state())).not.toBe(pid);
    expect((await service.list(signal)).map(({ name }) => name)).toEqual([model]);
  });

  it('stops before the disk is full', async () => {
    const service = await started({ STANDIN_PULL_BYTES: '3000000000' }, { freeBytes: async () => 1e9 });
    await expect(service.pull(model, () => undefined, signal)).rejects.toMatchObject({
      code: 'rejected',
      detail: 'disk_full',
      message: 'the model needs 3.5 GB more and the disk has 1.0 GB left',
    });
  });

  it('passes on what Ollama says of a model that does not exist, and refuses a second pull meanwhile', async () => {
    const service = await started();
    const first = service.pull('missing-model', () => undefined, signal);
    await expect(service.pull(model, () => undefined, signal)).rejects.toMatchObject({
      detail: 'already_pulling',
    });
    await expect(first).rejects.toThrow('pull model manifest: file does not exist');
  });
});

describe('models in memory', () => {
  it.each([
    ['2000000000', 'gpu', 1],
    ['500000000', 'split', 0.25],
    ['0', 'cpu', 0],
  ])('with %s bytes of GPU memory the model runs on the %s', async (bytes, processor, gpuShare) => {
    const service = await started({ STANDIN_MODELS: model, STANDIN_VRAM_BYTES: bytes });
    await service.keepLoaded(model, '5m', signal);
    expect(await service.running(signal)).toMatchObject([{ name: model, processor, gpuShare }]);
    await service.unload(model, signal);
    expect(await service.running(signal)).toEqual([]);
  });
});

describe('asking the local model', () => {
  it('streams the answer to the sink and returns its figures', async () => {
    const service = await started({ STANDIN_MODELS: model, STANDIN_LOAD_MS: '40' });
    const pieces: string[] = [];
    const answer = await askLocal(service.api, model, 'hello there', text => void pieces.push(text), signal);
    expect(pieces).toEqual(['You ', 'said: ', 'hello ', 'there']);
    expect(answer).toMatchObject({ text: 'You said: hello there', outputTokens: 4, tokensPerSec: 1000 });
    expect(answer.loadMs).toBeGreaterThanOrEqual(39);
    expect(answer.ttftMs).toBeGreaterThanOrEqual(39);
  });

  it('ends when it is cancelled, with the reason', async () => {
    const service = await started({ STANDIN_MODELS: model, STANDIN_TOKEN_DELAY_MS: '50' });
    const cancel = new AbortController();
    const asked = askLocal(
      service.api,
      model,
      'a b c d e f g h',
      () => cancel.abort(new Error('enough')),
      cancel.signal,
    );
    await expect(asked).rejects.toThrow('enough');
  });

  it('says which model is missing and how to get it', async () => {
    const service = await started();
    await expect(askLocal(service.api, model, 'hi', () => undefined, signal)).rejects.toMatchObject({
      detail: 'model_not_found',
      message: `model '${model}' not found`,
      remedy: expect.stringContaining('signalbox ollama pull'),
    });
  });
});

describe('measuring the local model', () => {
  it('keeps loading apart from the runs', async () => {
    const service = await started({
      STANDIN_MODELS: model,
      STANDIN_LOAD_MS: '60',
      STANDIN_ANSWER: 'one two three ',
    });
    const bench = await benchLocal(service.api, model, signal, { repeats: 3 });
    expect(bench.loadMs).toBeGreaterThanOrEqual(59);
    expect(bench.runs).toHaveLength(3);
    expect(bench.runs.every(run => run.loadMs < 59)).toBe(true);
    expect(bench.tokensPerSec).toEqual({ min: 1000, median: 1000, max: 1000 });
    expect(bench.placement?.processor).toBe('cpu');
  });
});

describe('matching preferences by the local model', () => {
  const preferences = [
    { deployment: 'a', name: 'summaries', description: 'summarising notes' },
    { deployment: 'b', name: 'code', description: 'writing code' },
  ];
  it.each([
    ['2', { match: { deployment: 'b' }, by: 'model' }],
    ['0', { match: undefined, by: 'model' }],
    ['no idea', { match: { deployment: 'a' }, by: 'words' }],
  ])('when the model answers %s', async (answer, expected) => {
    const service = await started({ STANDIN_MODELS: model, STANDIN_ANSWER: answer });
    expect(
      await matchByLocalModel(service.api, model, 'Summarise the notes', preferences, 5000, signal),
    ).toMatchObject(expected);
  });

  it('falls back to the words when there is no model', async () => {
    const service = await started();
    expect(
      await matchByLocalModel(service.api, model, 'Write code', preferences, 5000, signal),
    ).toMatchObject({
      match: { deployment: 'b' },
      by: 'words',
    });
  });
});
