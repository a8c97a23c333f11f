import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { DIALECT_NAMES, startStandIn } from '../../../e2e/fixtures/upstreams/stand-in.ts';
import { createDisposables } from '../../lib/disposables.ts';
import { ask, routeTo } from './testing/translated-call.ts';
import { asObject, parseJson } from './wire/json.ts';

let open = createDisposables();
afterEach(async () => {
  await open[Symbol.asyncDispose]();
  open = createDisposables();
});

const FOLDER = new URL('./wire/fixtures/documented-requests/', import.meta.url);
const pairs = (['chat', 'responses'] as const).flatMap(api =>
  DIALECT_NAMES.map(dialect => [api, dialect] as const),
);

describe('a request with every field the documentation has', () => {
  it.each(pairs)('of %s is one that a strict %s upstream takes', async (api, dialect) => {
    const upstream = open.use(await startStandIn(dialect));
    const router = open.use(await routeTo([upstream]));
    upstream.queue({ text: '{"size":2}' });
    const body = asObject(parseJson(readFileSync(new URL(`${api}.json`, FOLDER), 'utf8'))) ?? {};
    const answer = await ask(router, api, { ...body, model: `to-${dialect}` });
    expect(upstream.refusals).toEqual([]);
    expect(answer).toMatchObject({ status: 200, text: '{"size":2}', ended: 'completed' });
    const sent = JSON.stringify(upstream.accepted[0]);
    for (const kept of ['Größe 🚦?', 'Köln', 'Rain.', 'iVBORw0KGgo']) expect(sent).toContain(kept);
  });
});
