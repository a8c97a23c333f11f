import { describe, expect, it } from 'vitest';
import { dispatchMetrics } from '../domain/dispatch/dispatch-metrics.ts';
import { describeState, explainPlan } from '../domain/dispatch/explain-plan.ts';
import { planDispatch } from '../domain/dispatch/plan-dispatch.ts';
import { never, request, stateOf, T0 } from '../domain/dispatch/testing/dispatch-fixture.ts';
import { attempt, RATE_LIMITED } from '../domain/dispatch/testing/play.ts';
import { dispatchMetricsSchema, dispatchStateSchema, explanationSchema } from './dispatch-view.ts';
import { openApiDocument } from './openapi.ts';

const document = openApiDocument('0.1.0');

function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === '$ref' && typeof child === 'string') yield child;
    else yield* references(child);
  }
}

describe('the OpenAPI description', () => {
  it('is the one in resources/ (written anew by vitest -u)', async () => {
    const text = `${JSON.stringify(document, null, 2)}\n`;
    await expect(text).toMatchFileSnapshot('../../resources/openapi.json');
  });

  it('refers only to schemas it has', () => {
    const found = [...references(document)];
    expect(found.length).toBeGreaterThan(10);
    for (const reference of found) {
      const name = reference.replace('#/components/schemas/', '');
      expect(Object.keys(document.components.schemas)).toContain(name);
    }
  });

  it('names every operation once', () => {
    const ids = Object.values(document.paths).flatMap(path =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('what dispatch gives out is what the description says', () => {
  const state = attempt(stateOf(), 'a', RATE_LIMITED, T0);
  it.each([
    ['metrics', dispatchMetricsSchema, dispatchMetrics(state, T0)],
    ['state', dispatchStateSchema, describeState(state, '2026-11-21')],
    ['an explanation', explanationSchema, explainPlan(planDispatch(state, request(), T0, never))],
    [
      'a refusal',
      explanationSchema,
      explainPlan(planDispatch(state, request({ requestedModel: 'a' }), T0, never)),
    ],
  ])('%s', (_name, schema, value) => {
    expect(schema.safeParse(JSON.parse(JSON.stringify(value))).error).toBeUndefined();
  });
});
