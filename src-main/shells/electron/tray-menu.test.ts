import { describe, expect, it } from 'vitest';
import type { AppSnapshot, RoutingPhase } from '../../contract/snapshot.ts';
import { stateLine, type TrayItem, trayMenu } from './tray-menu.ts';
import { trayState } from './tray-state.ts';
import { trayWords } from './tray-words.ts';

const words = trayWords('en-GB');

function snapshot(phase: RoutingPhase, more: Partial<AppSnapshot> = {}): AppSnapshot {
  return {
    version: '1',
    host: 'tray',
    nowMs: 0,
    routing: { phase, sinceMs: 0, restarts: 0, inFlight: 0 },
    keys: [],
    codex: { home: '/home/me/.codex', profile: 'absent', recentFolders: [] },
    requests: [],
    ...more,
  };
}

const find = (items: readonly TrayItem[], label: string) =>
  items.find(item => item.type !== 'separator' && item.label === label);

describe('the tray menu', () => {
  it.each<[RoutingPhase, boolean, boolean]>([
    ['stopped', true, false],
    ['starting', false, true],
    ['ready', false, true],
    ['draining', false, false],
    ['backing-off', true, true],
    ['failed', true, false],
  ])('while %s: Start %s, Stop %s', (phase, canStart, canStop) => {
    const items = trayMenu(snapshot(phase), words);
    expect(find(items, 'Start routing')).toMatchObject({ isEnabled: canStart });
    expect(find(items, 'Stop routing')).toMatchObject({ isEnabled: canStop });
  });

  it('offers every launch mode with the recent folders, and asks for another', () => {
    const codex = { home: '', profile: 'ours' as const, recentFolders: ['/src/r&d'] };
    const launch = find(trayMenu(snapshot('ready', { codex }), words), 'Launch Codex');
    expect(launch).toMatchObject({ type: 'submenu', items: { length: 5 } });
    const local = launch?.type === 'submenu' ? find(launch.items, 'Local only') : undefined;
    expect(local).toMatchObject({
      items: [
        { label: '/src/r&&d', action: { kind: 'launch', mode: 'local', folder: '/src/r&d' } },
        { type: 'separator' },
        { label: 'Choose a folder…', action: { kind: 'launch', mode: 'local' } },
      ],
    });
  });

  it('says the state in words, with the fault', () => {
    const routing = {
      phase: 'failed' as const,
      sinceMs: 0,
      restarts: 0,
      inFlight: 0,
      fault: { code: 'x', message: 'Port taken.' },
    };
    expect(stateLine(snapshot('failed', { routing }), words)).toBe('Routing failed · Port taken.');
    const busy = { phase: 'ready' as const, sinceMs: 0, restarts: 0, inFlight: 2, port: 4000 };
    expect(stateLine(snapshot('ready', { routing: busy }), trayWords('fr'))).toBe(
      'Routage actif · 127.0.0.1:4000 · 2 requêtes en cours',
    );
  });
});

describe('the tray state', () => {
  it.each<[RoutingPhase, number, string]>([
    ['stopped', 0, 'stopped'],
    ['starting', 0, 'starting'],
    ['starting', 2, 'degraded'],
    ['ready', 0, 'running'],
    ['draining', 0, 'starting'],
    ['backing-off', 1, 'degraded'],
    ['failed', 0, 'failed'],
  ])('of %s after %i restarts is %s', (phase, restarts, state) => {
    const routing = { phase, sinceMs: 0, restarts, inFlight: 0 };
    expect(trayState(snapshot(phase, { routing }))).toBe(state);
  });

  it('is degraded while a settings file has a mistake', () => {
    const problem = { file: 'router.yaml', line: 1, column: 1, message: 'm', remedy: 'r' };
    expect(trayState(snapshot('ready', { settingsProblems: [problem] }))).toBe('degraded');
  });
});
