import { describe, expect, test } from 'vitest';
import type { RouterSettings } from '../../contract/settings.ts';
import { leftAfterMove, listenOf, movesAddress, portsToTry, restartFor } from './listen-in-use.ts';
import { settingsListening } from './testing/settings-listening.ts';

const waiting = (before: RouterSettings, after: RouterSettings, portAsked?: number) =>
  restartFor(listenOf(before, portAsked), listenOf(after, portAsked));

describe('values that could not be had', () => {
  test.each([
    ['nothing', { port: 4000 }, { port: 4000 }, []],
    ['the port', { port: 4000 }, { port: 4100 }, [{ key: 'listen.port', running: '4000', wanted: '4100' }]],
    [
      'a second listener',
      { port: 4000 },
      { port: 4000, risk_adjusted_port: 4001 },
      [{ key: 'listen.risk_adjusted_port', running: 'none', wanted: '4001' }],
    ],
    [
      'the address',
      { host: '127.0.0.1' },
      { host: '0.0.0.0', key_env: 'MINE' },
      [
        { key: 'listen.host', running: '127.0.0.1', wanted: '0.0.0.0' },
        { key: 'listen.key_env', running: 'none', wanted: 'MINE' },
      ],
    ],
    ['any port will do', { port: 4000 }, { port: 0 }, []],
  ])('%s', (_, before, after, expected) => {
    expect(waiting(settingsListening(before), settingsListening(after))).toEqual(expected);
  });

  test('a port given by hand at the start makes that of the file count for nothing', () => {
    expect(waiting(settingsListening({ port: 4000 }), settingsListening({ port: 4100 }), 4005)).toEqual([]);
  });

  test('only another port moves whoever calls', () => {
    const before = settingsListening({ port: 4000 });
    expect(movesAddress(waiting(before, settingsListening({ port: 4100 })))).toBe(true);
    expect(movesAddress(waiting(before, settingsListening({ host: '0.0.0.0', key_env: 'MINE' })))).toBe(
      false,
    );
    expect(movesAddress(waiting(before, settingsListening({ port: 4000, risk_adjusted_port: 4001 })))).toBe(
      false,
    );
  });

  test('a port that is left is known once, until routing is back there', () => {
    expect(leftAfterMove([], 4000, 4100)).toEqual([4000]);
    expect(leftAfterMove([4000], 4100, 4100)).toEqual([4000]);
    expect(leftAfterMove([4000], 4100, 4200)).toEqual([4000, 4100]);
    expect(leftAfterMove([4000], 4100, 4000)).toEqual([4100]);
  });

  test('ports that routing holds already are not tried', () => {
    const held = { host: '127.0.0.1', port: 4000, risk_adjusted_port: 4001 } as const;
    expect(portsToTry(held, { ...held, port: 4001, risk_adjusted_port: 4000 })).toEqual([0]);
    expect(portsToTry(held, { ...held, port: 4100 })).toEqual([4100]);
  });
});
