import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandIn, startStandIn } from '../../../../e2e/fixtures/upstreams/stand-in.ts';
import { anthropicDialect } from './anthropic/anthropic-dialect.ts';
import type { Dialect } from './dialect.ts';
import { geminiDialect } from './gemini/gemini-dialect.ts';
import { asArray, asObject, isArray, isObject, type JsonObject, type JsonValue, parseJson } from './json.ts';
import { readResponsesRequest } from './responses/read-request.ts';

interface Example {
  /** What a client of ours sends to mean the same. */
  readonly asked: JsonObject;
  readonly model: string;
  readonly documented: JsonObject;
  /** Fields that the documentation has and no request to us can ask for. */
  readonly beyond: readonly string[];
}

const ROOT = new URL('./fixtures/documented-upstream-requests/', import.meta.url);

function load(api: string, file: string): Example {
  const json = asObject(parseJson(readFileSync(new URL(`${api}/${file}`, ROOT), 'utf8'))) ?? {};
  return {
    asked: asObject(json.asked) ?? {},
    model: String(json.model),
    documented: asObject(json.documented) ?? {},
    beyond: asArray(json.beyond).map(String),
  };
}

const APIS: readonly (readonly ['anthropic' | 'gemini', Dialect, string])[] = [
  ['anthropic', anthropicDialect, 'x-api-key'],
  ['gemini', geminiDialect, 'x-goog-api-key'],
];

describe.each(APIS)('a request that the documentation of %s shows', (api, dialect, keyHeader) => {
  let upstream: StandIn;
  beforeAll(async () => {
    upstream = await startStandIn(api);
  });
  afterAll(() => upstream[Symbol.asyncDispose]());

  const encode = ({ asked, model }: Example) =>
    dialect.encodeRequest(readResponsesRequest(asked), { provider: api, wireApi: api, model });

  it.each(readdirSync(new URL(`${api}/`, ROOT)))('is what we send: %s', file => {
    const example = load(api, file);
    const encoded = encode(example);
    const sent = asObject(parseJson(encoded.body)) ?? {};
    expect(points(sent)).toEqual(points(without(example.documented, example.beyond)));
    expect(encoded.notes).toEqual([]);
  });

  it.each(readdirSync(new URL(`${api}/`, ROOT)))('is one that the strict stand-in takes: %s', async file => {
    const example = load(api, file);
    const { path, query, headers } = encode(example);
    const response = await fetch(`${upstream.baseUrl}${path}${query === undefined ? '' : '?alt=sse'}`, {
      method: 'POST',
      headers: { ...headers, [keyHeader]: upstream.key },
      body: JSON.stringify(example.documented),
    });
    expect([response.status, upstream.refusals]).toEqual([200, []]);
  });
});

/** The same however it is spelt: a text alone or as a list of one block, and without marks for the cache. */
function points(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(points);
  if (!isObject(value)) return value;
  const out: Record<string, JsonValue> = {};
  for (const [key, child] of Object.entries(value)) {
    if (key === 'cache_control' || child === undefined) continue;
    const isText = typeof child === 'string' && (key === 'system' || (key === 'content' && 'role' in value));
    out[key] = points(isText ? [{ type: 'text', text: child }] : child);
  }
  return out;
}

function without(body: JsonObject, paths: readonly string[]): JsonObject {
  const out = structuredClone(body) as Record<string, JsonValue>;
  for (const path of paths) {
    const [first = '', second] = path.split('.');
    if (second === undefined) delete out[first];
    else {
      const { [second]: _, ...rest } = asObject(out[first]) ?? {};
      out[first] = rest;
    }
  }
  return out;
}
