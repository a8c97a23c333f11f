import { isAbsolute } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { homeFolder } from './home-folder.ts';

afterEach(() => vi.unstubAllEnvs());

it('is absolute, with an empty HOME too', () => {
  vi.stubEnv('HOME', '');
  vi.stubEnv('USERPROFILE', '');
  expect(isAbsolute(homeFolder())).toBe(true);
});
