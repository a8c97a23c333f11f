import { describe, expect, it } from 'vitest';
import { nextStep, type Progress } from './next-step.ts';
import { planDispatch } from './plan-dispatch.ts';
import { never, request, SETTINGS, stateOf, T0, tuned } from './testing/dispatch-fixture.ts';
import { attempt, BROKEN, CANCELLED, RATE_LIMITED, REJECTED, SUCCEEDED } from './testing/play.ts';

const wanted = request();
const step = (progress: Partial<Progress>, { state = stateOf(), atMs = T0, asked = wanted } = {}) =>
  nextStep(
    state,
    planDispatch(stateOf(), asked, T0, never),
    asked,
    { tried: [], hasShown: false, startedAtMs: T0, ...progress },
    atMs,
  );

describe('the next step', () => {
  it.each([
    ['begins with the first of the plan', {}, { type: 'try', deployment: 'a' }],
    [
      'goes on after a retryable failure',
      { tried: ['a'], outcome: BROKEN },
      { type: 'try', deployment: 'b' },
    ],
    [
      'stops once something was shown',
      { tried: ['a'], outcome: BROKEN, hasShown: true },
      { type: 'stop', cause: 'shown' },
    ],
    [
      'stops at a request that is wrong everywhere',
      { tried: ['a'], outcome: REJECTED },
      { type: 'stop', cause: 'not-retryable' },
    ],
    [
      'stops when the client has gone',
      { tried: ['a'], outcome: CANCELLED },
      { type: 'stop', cause: 'cancelled' },
    ],
    ['stops with an answer', { tried: ['a'], outcome: SUCCEEDED }, { type: 'stop', cause: 'answered' }],
    [
      'stops after three attempts',
      { tried: ['a', 'b', 'q'], outcome: BROKEN },
      { type: 'stop', cause: 'attempts' },
    ],
  ] as const)('%s', (_name, progress, expected) => {
    expect(step(progress)).toMatchObject(expected);
  });

  it('stops when the time for all attempts is over, and tells what is left before', () => {
    const progress = { tried: ['a'], outcome: BROKEN };
    expect(step(progress, { atMs: T0 + 179_000 })).toMatchObject({ type: 'try', leftMs: 1000 });
    expect(step(progress, { atMs: T0 + 180_000 })).toEqual({ type: 'stop', cause: 'time' });
  });

  it('passes over a candidate that was limited since the plan was made', () => {
    const state = attempt(stateOf(), 'b', RATE_LIMITED, T0);
    expect(step({ tried: ['a'], outcome: BROKEN }, { state })).toMatchObject({ deployment: 'q' });
  });

  it('never tries another deployment for a direct name', () => {
    const asked = request({ requestedModel: 'a' });
    expect(step({}, { asked })).toMatchObject({ type: 'try', deployment: 'a' });
    expect(step({ tried: ['a'], outcome: BROKEN }, { asked })).toEqual({ type: 'stop', cause: 'direct' });
  });

  it('keeps to the configured number of attempts', () => {
    const state = stateOf(tuned({ max_attempts: 1 }, SETTINGS));
    expect(step({ tried: ['a'], outcome: BROKEN }, { state })).toEqual({ type: 'stop', cause: 'attempts' });
  });
});
