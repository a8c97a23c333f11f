import { describe, expect, it } from 'vitest';
import { type DoctorCheck, doctorExitCode } from './doctor-check.ts';
import { type DoctorFacts, examine } from './examine.ts';

const well: DoctorFacts = {
  platform: 'linux',
  env: {},
  codex: {
    installed: { version: '0.169.0', path: '/usr/bin/codex' },
    oldestSupported: '0.134.0',
    isSupported: true,
  },
  codexConfig: { kind: 'plain', path: '/home/ana/.codex/config.toml' },
  swap: { kind: 'none' },
  port: { kind: 'ours', port: 4000 },
  keys: [{ label: 'OpenAI', envName: 'OPENAI_API_KEY', present: true, lastCheck: 'accepted' }],
  keychain: { kind: 'available' },
  ollama: { phase: 'running', version: '0.12.3', isOld: false },
  localModel: { model: 'qwen2.5-coder:3b', isPresent: true, processor: 'gpu' },
  wsl: { isWsl: false, crossesToWindows: false },
  tray: { hasDesktop: true, hasTrayHost: true },
  permissions: [{ path: '/home/ana/.codex', exists: true, isWritable: true, isTooOpen: false }],
  clock: { skewMs: -900 },
  disk: { path: '/home/ana', freeBytes: 80e9 },
};
const key = { label: 'OpenAI', envName: 'OPENAI_API_KEY', present: true };
const permission = { path: '/p', exists: true, isWritable: true, isTooOpen: false };
const codex = {
  installed: { version: '0.120.0', path: '/c' },
  oldestSupported: '0.134.0',
  isSupported: false,
};

const table: readonly (readonly [string, DoctorCheck['result'], Partial<DoctorFacts>, RegExp])[] = [
  ['codex', 'bad', { codex: { ...codex, installed: undefined } }, /npm install -g @openai\/codex/],
  ['codex', 'bad', { codex }, /@latest/],
  [
    'codex-config',
    'bad',
    { codexConfig: { kind: 'invalid', path: '/c', line: 7, problem: 'no =' } },
    /Correct that line/,
  ],
  ['codex-config', 'bad', { codexConfig: { kind: 'unreadable', path: '/c' } }, /chmod/],
  ['leftover-swap', 'bad', { swap: { kind: 'leftover', path: '/c' } }, /signalbox codex restore/],
  ['leftover-swap', 'bad', { swap: { kind: 'conflict', path: '/c' } }, /codex status/],
  ['port', 'bad', { port: { kind: 'stranger', port: 4000, owner: 'node (812)' } }, /listen\.port/],
  ['port', 'bad', { port: { kind: 'forbidden', port: 80 } }, /above 1024/],
  ['proxy-variables', 'bad', { env: { HTTPS_PROXY: 'http://p' } }, /NO_PROXY/],
  [
    'proxy-variables',
    'bad',
    { env: { http_proxy: 'http://p', NO_PROXY: 'localhost,10.0.0.1' } },
    /127\.0\.0\.1/,
  ],
  ['keys', 'bad', { keys: [{ ...key, lastCheck: 'refused' }] }, /keys set/],
  ['keys', 'warn', { keys: [{ ...key, present: false }] }, /OPENAI_API_KEY/],
  ['keys', 'warn', { keys: [{ ...key, lastCheck: 'unreachable' }] }, /network/],
  ['keychain', 'warn', { keychain: { kind: 'unavailable', reason: 'no bus' } }, /gnome-keyring/],
  ['ollama', 'warn', { ollama: { phase: 'not-installed' } }, /install\.sh/],
  ['ollama', 'warn', { ollama: { phase: 'not-installed' }, platform: 'win32' }, /winget/],
  ['ollama', 'warn', { ollama: { phase: 'stopped' } }, /ollama start/],
  ['ollama', 'warn', { ollama: { phase: 'external', version: '0.5.1', isOld: true } }, /Update/],
  ['ollama', 'bad', { ollama: { phase: 'stranger' } }, /OLLAMA_HOST/],
  ['local-model', 'warn', { localModel: { model: 'm', isPresent: false } }, /ollama pull/],
  ['local-model', 'warn', { localModel: { model: 'm', isPresent: true, processor: 'cpu' } }, /GPU/],
  ['tray-host', 'warn', { tray: { hasDesktop: true, hasTrayHost: false } }, /AppIndicator/],
  ['wsl', 'warn', { wsl: { isWsl: true, crossesToWindows: true } }, /mirrored/],
  ['permissions', 'bad', { permissions: [{ ...permission, isWritable: false }] }, /chown/],
  ['permissions', 'warn', { permissions: [{ ...permission, isTooOpen: true }] }, /chmod go-rwx/],
  ['clock', 'bad', { clock: { skewMs: 300_000 } }, /network/],
  ['clock', 'warn', { clock: { skewMs: -60_000 } }, /network/],
  ['disk', 'bad', { disk: { path: '/', freeBytes: 99e6 } }, /2 GB/],
  ['disk', 'warn', { disk: { path: '/', freeBytes: 1.9e9 } }, /2 GB/],
];

describe('examining a machine', () => {
  it('finds a healthy one healthy, and exits with 0', () => {
    const checks = examine(well);
    expect(checks.filter(({ result }) => result !== 'ok').map(({ name }) => name)).toEqual(['wsl']);
    expect(doctorExitCode(checks)).toBe(0);
  });

  it.each(table)('%s is %s', (name, result, change, remedy) => {
    const checks = examine({ ...well, ...change });
    expect(checks.find(check => check.name === name)).toMatchObject({
      result,
      remedy: expect.stringMatching(remedy),
    });
    expect(doctorExitCode(checks)).toBe(result === 'bad' ? 1 : 5);
  });

  it.each([
    '127.0.0.1',
    'localhost,127.0.0.1',
    '*',
    '10.0.0.0/8 127.0.0.0/8',
    '127.0.0.1:4000',
  ])('takes NO_PROXY=%s for an exception', noProxy => {
    const checks = examine({ ...well, env: { ALL_PROXY: 'http://p', no_proxy: noProxy } });
    expect(checks.find(({ name }) => name === 'proxy-variables')?.result).toBe('ok');
  });

  it('skips what could not be looked at, and never fails for it', () => {
    const checks = examine({ platform: 'linux', env: {} });
    expect(new Set(checks.map(({ result }) => result))).toEqual(new Set(['skipped', 'ok']));
    expect(doctorExitCode(checks)).toBe(0);
  });

  it('gives every warning and every failure a remedy, and every check a name of its own', () => {
    for (const [, , change] of table) {
      for (const { result, remedy } of examine({ ...well, ...change })) {
        if (result === 'warn' || result === 'bad') expect(remedy).toBeTruthy();
      }
    }
    const names = examine(well).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('puts a broken part before a warning in the exit code', () => {
    expect(
      doctorExitCode(examine({ ...well, disk: { path: '/', freeBytes: 1 }, ollama: { phase: 'stopped' } })),
    ).toBe(1);
  });
});
