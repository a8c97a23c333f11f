import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { createPools } from './pools.ts';

test('another connect timeout holds for new connections, and cuts no answer that flows', async () => {
  let finish = (): void => undefined;
  const server = createServer((_, res) => {
    res.write('first ');
    finish = () => res.end('second');
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens
  const pools = createPools(10_000);
  await pools.load();
  const before = pools.of(origin);
  const { body } = await before.request({ path: '/', method: 'GET' });
  pools.setConnectTimeout(10_000);
  expect(pools.of(origin)).toBe(before);
  pools.setConnectTimeout(5_000);
  expect(pools.of(origin)).not.toBe(before);
  finish();
  expect(await body.text()).toBe('first second');
  await pools[Symbol.asyncDispose]();
  await new Promise(resolve => {
    server.close(resolve);
  });
});
