import { expect, test } from 'vitest';
import { keychainEnvironment } from './keychain-environment.ts';

test('the process of the key chain gets the session, and no key of anybody', () => {
  const session = {
    PATH: '/usr/bin',
    HOME: '/home/ada',
    LC_ALL: 'fr_FR.UTF-8',
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/run/user/1000/bus',
    XDG_RUNTIME_DIR: '/run/user/1000',
    SystemRoot: 'C:\\Windows',
  };
  const others = { OPENAI_API_KEY: 'sk-1', HF_TOKEN: 'hf_1', GATEWAY_KEY: 'gw', NODE_OPTIONS: '--inspect' };
  expect(keychainEnvironment({ ...session, ...others, TZ: undefined })).toEqual(session);
});
