import { describe, expect, it } from 'vitest';
import type { AppSnapshot, RoutingPhase } from '../../../contract/snapshot.ts';
import type { TrayItem } from './tray-item.ts';
import { trayMenu } from './tray-menu.ts';
import { trayState } from './tray-state.ts';
import { stateLine, trayTooltip } from './tray-tooltip.ts';
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

  it('has the entries in the order people are told of, and leaves out what this host does not have', () => {
    const labels = (items: readonly TrayItem[]) =>
      items.map(item => (item.type === 'separator' ? '-' : item.label));
    const policy = { avoidOpenai: false, isAvoidOpenaiFixed: false, isQuiet: false };
    const ollama = { phase: 'stopped' as const, model: 'qwen', isModelPresent: false };
    expect(
      labels(trayMenu(snapshot('stopped', { policy, startsAtLogin: false, ollama }), words)).slice(1),
    ).toEqual([
      '-',
      'Start routing',
      'Stop routing',
      '-',
      'Launch Codex',
      'Avoid OpenAI',
      'Ollama',
      '-',
      'Keys…',
      'Dashboard…',
      'Restore Codex configuration',
      'Undo everything in Codex…',
      '-',
      'Start at login',
      'Quit',
    ]);
    expect(labels(trayMenu(snapshot('stopped'), words))).not.toContain('Start at login');
  });

  it.each([
    [{ avoidOpenai: false, isAvoidOpenaiFixed: false, isQuiet: false }, 'Avoid OpenAI', false, true],
    [{ avoidOpenai: true, isAvoidOpenaiFixed: false, isQuiet: false }, 'Avoid OpenAI', true, true],
    [
      { avoidOpenai: true, isAvoidOpenaiFixed: true, isQuiet: false },
      'Avoid OpenAI (set by the environment)',
      true,
      false,
    ],
  ])('under the policy %o ticks “%s”: %s', (policy, label, isTicked, isEnabled) => {
    expect(find(trayMenu(snapshot('ready', { policy }), words), label)).toMatchObject({
      isTicked,
      isEnabled,
      action: { kind: 'avoid-openai', isOn: !isTicked },
    });
  });

  it('offers to start at login, or no longer to', () => {
    expect(
      find(trayMenu(snapshot('stopped', { startsAtLogin: true }), words), 'Start at login'),
    ).toMatchObject({ isTicked: true, action: { kind: 'start-at-login', isOn: false } });
  });

  it.each([
    [false, 'live', 'Off'],
    [true, 'shadow', 'Shadow: only look on'],
    [true, 'canary', 'Canary: some conversations'],
  ] as const)('marks the stage of the adaptive router: %s, %s', (enabled, rollout, label) => {
    const adaptive = { enabled, rollout, canary_fraction: 0.1, candidates: {} };
    const stages = find(trayMenu(snapshot('ready', { adaptive }), words), 'Adaptive routing');
    const items = stages?.type === 'submenu' ? stages.items : [];
    expect(items).toHaveLength(4);
    const ticked = items.filter(item => item.type === 'action' && item.isTicked === true);
    expect(ticked).toMatchObject([{ label, isOneOfSeveral: true, action: { kind: 'adaptive' } }]);
  });

  it('says that the adaptive router rolled back by itself', () => {
    const rolled_back = { at_ms: 1, from: 'canary' as const, reason: 'slow' };
    const adaptive = {
      enabled: true,
      rollout: 'shadow' as const,
      canary_fraction: 0.1,
      candidates: {},
      rolled_back,
    };
    const stages = find(trayMenu(snapshot('ready', { adaptive }), words), 'Adaptive routing');
    expect(stages?.type === 'submenu' ? stages.items[0] : undefined).toMatchObject({
      type: 'text',
      label: expect.stringContaining('Rolled back'),
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

describe('the tooltip', () => {
  const figures = {
    day: '2026-01-31',
    requests: 3,
    failed: 0,
    spentUsd: 0.416,
    isBudgetReached: false,
    isBudgetLifted: false,
  };
  it.each<[string, Partial<AppSnapshot>, string, string]>([
    ['before a request', {}, 'en', 'Signalbox: Routing is stopped'],
    ['before today’s first', { figures: { ...figures, requests: 0 } }, 'en', 'Signalbox: Routing is stopped'],
    ['without a baseline', { figures }, 'en-GB', 'Signalbox: Routing is stopped\nToday: $0.42'],
    [
      'with savings, in French',
      { figures: { ...figures, spentUsd: 0.0042, savedUsd: 1.5 } },
      'fr-FR',
      'Signalbox: Le routage est arrêté\nAujourd’hui : 0,004\u00a0$US, 1,50\u00a0$US économisés',
    ],
  ])('%s', (_, more, locale, text) => {
    expect(trayTooltip(snapshot('stopped', more), trayWords(locale))).toBe(text);
  });

  it('keeps what today cost when a fault is longer than a tooltip', () => {
    const routing = {
      phase: 'failed' as const,
      sinceMs: 0,
      restarts: 0,
      inFlight: 0,
      fault: { code: 'x', message: 'very long '.repeat(30) },
    };
    const tooltip = trayTooltip(snapshot('failed', { routing, figures }), words);
    expect(tooltip).toHaveLength(127);
    expect(tooltip).toMatch(/…\nToday: \$0\.42$/);
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

  it('is degraded while the configuration of Codex cannot be swapped or restored', () => {
    const problem = { code: 'unparsable', message: 'config.toml does not parse.' };
    const codex = { home: '', profile: 'absent' as const, recentFolders: [] };
    const swap = { wanted: true, active: false, problem };
    expect(trayState(snapshot('ready', { codex: { ...codex, swap } }))).toBe('degraded');
  });

  it('is degraded while a settings file has a mistake', () => {
    const problem = { file: 'router.yaml', line: 1, column: 1, message: 'm', remedy: 'r' };
    expect(trayState(snapshot('ready', { settingsProblems: [problem] }))).toBe('degraded');
  });
});
