import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { savedDispatchSchema } from '../../contract/saved-dispatch.ts';
import { saveDispatch } from '../../domain/dispatch/saved-state.ts';
import { stateOf, T0 } from '../../domain/dispatch/testing/dispatch-fixture.ts';
import { attempt, RATE_LIMITED } from '../../domain/dispatch/testing/play.ts';
import { openStateFile } from './open-state-file.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signalbox-state-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const schema = z.strictObject({ n: z.number() });
const path = () => join(folder, 'state', 'x.json');
const fail = (cause: unknown) => {
  throw cause;
};

it('keeps the state as it is when written, over a restart', async () => {
  let n = 0;
  {
    await using file = await openStateFile({ path: path(), schema, take: () => ({ n }), onError: fail });
    expect(file.loaded).toBeUndefined();
    file.touch();
    n = 2;
  }
  await using again = await openStateFile({ path: path(), schema, take: () => ({ n }), onError: fail });
  expect(again.loaded).toEqual({ n: 2 });
});

it('writes nothing that did not change, and leaves no temporary file', async () => {
  const options = { path: path(), schema, take: () => ({ n: 1 }), onError: fail };
  {
    await using file = await openStateFile(options);
    await file.flush();
    expect(await readdir(join(folder, 'state'))).toEqual([]);
    file.touch();
  }
  expect(await readdir(join(folder, 'state'))).toEqual(['x.json']);
});

it('puts a damaged file aside and begins anew', async () => {
  const errors: unknown[] = [];
  const options = {
    path: path(),
    schema,
    take: () => ({ n: 1 }),
    onError: (cause: unknown) => errors.push(cause),
  };
  await using first = await openStateFile({ ...options });
  first.touch();
  await first.flush();
  await writeFile(path(), '{"n":');
  await using second = await openStateFile(options);
  expect(second.loaded).toBeUndefined();
  expect(errors).toHaveLength(1);
  expect(await readFile(`${path()}.damaged`, 'utf8')).toBe('{"n":');
});

it('has a schema that takes what dispatch saves', () => {
  const saved = saveDispatch(attempt(stateOf(), 'a', RATE_LIMITED, T0), T0);
  expect(savedDispatchSchema.parse(JSON.parse(JSON.stringify(saved)))).toEqual(
    JSON.parse(JSON.stringify(saved)),
  );
});
