import { expect, it } from 'vitest';
import type { DecisionDetail } from '../../contract/decision-detail.ts';
import type { FromRouter } from '../../contract/from-router.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { startTestRouter, testSettings } from '../../services/router/testing/test-router.ts';
import { createRouterReports } from './router-reports.ts';

const DECISION: DecisionDetail = {
  asked: 'a',
  resolved: 'a',
  strategy: 'ordered',
  order: [],
  considered: [],
  cause: 'none',
  choiceProbability: 1,
  reason: 'a -> nobody',
};

it('tells a few decisions whole, and the newest of many, describing no other', async () => {
  await using open = createDisposables();
  const { router } = open.use(await startTestRouter(testSettings('http://127.0.0.1:1')));
  const sent: FromRouter[] = [];
  const reports = open.use(createRouterReports(message => sent.push(message), Date.now));
  reports.attach(router, () => undefined);
  const described: string[] = [];
  const decide = (id: string) =>
    reports.decision(id, () => {
      described.push(id);
      return DECISION;
    });
  const told = () =>
    sent.flatMap(message => (message.type === 'decisions' ? message.decisions.map(({ id }) => id) : []));

  decide('one');
  decide('two');
  reports.flush();
  expect(told()).toEqual(['one', 'two']);

  sent.length = 0;
  described.length = 0;
  const many = Array.from({ length: 1000 }, (_, at) => `r${at}`);
  for (const id of many) decide(id);
  reports.flush();
  expect(told()).toEqual(many.slice(-25));
  expect(described).toEqual(told());
});
