import { describe, expect, it } from 'vitest';
import { createListenAddress } from './listen-address.ts';
import { createRemoteKeys } from './remote-keys.ts';
import { settingsListening } from './testing/settings-listening.ts';

const KEY = 'k'.repeat(32);

/** An address begun with `first`, and a file that can be changed under it. */
function begun(first: Record<string, unknown>, env: Record<string, string> = {}, port?: number) {
  let file = settingsListening(first);
  const address = createListenAddress({ current: () => file }, createRemoteKeys(env));
  address.ask(port);
  address.begin();
  return {
    address,
    rewrite: (listen: Record<string, unknown>) => {
      file = settingsListening(listen);
      return file.listen;
    },
  };
}

describe('the address of the router', () => {
  it('that was found free is where it starts again, whatever was asked for', () => {
    const { address } = begun({ port: 0 });
    expect(address.ready(40_123)).toBe(false);
    expect(address.atStart()).toMatchObject({ listen: { port: 40_123 }, leftPorts: [] });
  });

  it('given to Start holds against the file until the next Start', () => {
    const { address, rewrite } = begun({ port: 4000 }, {}, 4700);
    rewrite({ port: 4100 });
    expect(address.wanted().port).toBe(4700);
    address.ask(undefined);
    expect(address.wanted().port).toBe(4100);
  });

  it('once moved, keeps the port it left for a Codex that still calls there, until a start from nothing', () => {
    const { address, rewrite } = begun({ port: 4000 });
    address.moved(rewrite({ port: 4100 }));
    expect(address.snapshot()).toEqual({ leftPorts: [4000] });
    expect(address.atStart()).toMatchObject({ listen: { port: 4100 }, leftPorts: [4000] });
    address.begin();
    expect(address.snapshot()).toEqual({});
  });

  it('that cannot be had is told with the reason, and asked for again by a router that is back after a crash', () => {
    const { address, rewrite } = begun({ port: 4000 });
    rewrite({ port: 4100 });
    address.refused({ code: 'port_in_use', message: 'Somebody else listens there.' });
    expect(address.snapshot()).toMatchObject({
      restartFor: [{ key: 'listen.port', running: '4000', wanted: '4100' }],
      listenFault: { code: 'port_in_use' },
    });
    expect(address.atStart().listen.port).toBe(4000);
    expect(address.ready(4000)).toBe(true);
    rewrite({ port: 4000 });
    expect(address.snapshot()).toEqual({});
  });

  it('opened to other computers without their key is not asked for: the router stays where it is, and that is told', () => {
    const { address, rewrite } = begun({ port: 4000 });
    rewrite({ host: '0.0.0.0', port: 4000, key_env: 'MINE' });
    expect(address.wanted).toThrow('MINE holds no key');
    const told = address.whileRunning();
    expect(told).toMatchObject({ listen: { host: '127.0.0.1' } });
    expect(told).not.toHaveProperty('remoteKey');
    address.moved(told.listen);
    expect(address.snapshot()).toMatchObject({
      listenFault: { code: 'remote_key_missing' },
      restartFor: [{ key: 'listen.host' }, { key: 'listen.key_env' }],
    });
  });

  it('opened to other computers takes their key along', () => {
    const { address, rewrite } = begun({ port: 4000 }, { MINE: KEY });
    rewrite({ host: '0.0.0.0', port: 4000, key_env: 'MINE' });
    expect(address.whileRunning()).toMatchObject({ listen: { host: '0.0.0.0' }, remoteKey: KEY });
  });
});
