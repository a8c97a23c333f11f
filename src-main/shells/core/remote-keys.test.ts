import { describe, expect, it } from 'vitest';
import { createRemoteKeys } from './remote-keys.ts';

const KEY = 'k'.repeat(32);
const everywhere = { host: '0.0.0.0', port: 4000, key_env: 'MINE' } as const;

describe('the key for other computers', () => {
  it('comes from its variable, which children then lack, and is known for the next start', () => {
    const env: Record<string, string | undefined> = { MINE: ` ${KEY}\n`, PATH: '/bin' };
    const keys = createRemoteKeys(env);
    expect(keys.keyFor(everywhere)).toBe(KEY);
    expect(env).toEqual({ PATH: '/bin' });
    expect(keys.keyFor(everywhere)).toBe(KEY);
    expect(keys.all()).toEqual([KEY]);
  });

  it('is taken out of the environment also while nobody else may call, and opens nothing then', () => {
    const env: Record<string, string | undefined> = { MINE: KEY };
    const keys = createRemoteKeys(env);
    expect(keys.keyFor({ ...everywhere, host: '127.0.0.1' })).toBeUndefined();
    expect(env).toEqual({});
  });

  it.each([
    [{}, 'remote_key_missing', 'MINE holds no key'],
    [{ MINE: '   ' }, 'remote_key_missing', 'MINE holds no key'],
    [{ MINE: KEY.slice(1) }, 'remote_key_short', 'fewer than 32 characters'],
  ])('that is none keeps the router from being opened: %o', (env, detail, words) => {
    const start = () => createRemoteKeys({ ...env }).keyFor(everywhere);
    expect(start).toThrow(words);
    expect(start).toThrow(expect.objectContaining({ detail, remedy: expect.stringContaining('MINE') }));
    expect(start).not.toThrow(/kkk/);
  });
});
