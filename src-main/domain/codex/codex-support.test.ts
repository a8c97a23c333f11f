import { describe, expect, it } from 'vitest';
import { codexCapabilities } from './codex-capabilities.ts';
import { type CodexFinding, decideCodexSupport } from './codex-support.ts';
import { formatCodexVersion, parseCodexVersion } from './codex-version.ts';

function version(text: string) {
  const parsed = parseCodexVersion(text);
  if (!parsed) throw new Error(`no version in ${text}`);
  return parsed;
}

describe('parseCodexVersion', () => {
  it.each([
    ['codex-cli 0.169.0\n', '0.169.0'],
    ['WARNING: proceeding 1.2.3\ncodex-cli 0.134.0-alpha.2', '0.134.0-alpha.2'],
    ['codex 1.0.0', '1.0.0'],
  ])('reads %j as %s', (printed, expected) => {
    expect(formatCodexVersion(version(printed))).toBe(expected);
  });

  it.each(['', 'codex', 'node v20.1.0', 'codex-cli 0.169'])('finds none in %j', printed => {
    expect(parseCodexVersion(printed)).toBeUndefined();
  });
});

describe('decideCodexSupport', () => {
  const found = (text: string): CodexFinding => ({
    kind: 'found',
    path: '/c',
    version: version(`codex ${text}`),
  });
  it.each([
    [found('0.133.9'), 'codex-too-old'],
    [found('0.134.0-alpha.1'), 'codex-too-old'],
    [found('0.134.0'), 'ok'],
    [found('0.134.1-beta'), 'ok'],
    [found('0.169.0'), 'ok'],
    [found('1.0.0'), 'ok'],
    [{ kind: 'absent' } as const, 'codex-absent'],
    [{ kind: 'mute', path: '/c' } as const, 'codex-mute'],
    [{ kind: 'override-broken', path: '/c' } as const, 'codex-override-broken'],
  ])('of %j is %s', (finding, expected) => {
    const support = decideCodexSupport(finding);
    expect(support.ok ? 'ok' : support.fault.code).toBe(expected);
    if (!support.ok) expect(support.fault.remedy).not.toBe('');
  });
});

describe('codexCapabilities', () => {
  it.each([
    ['0.133.0', { profileFiles: false, catalogUrl: false }],
    ['0.155.1', { profileFiles: true, authCommand: true, catalogUrl: false, boundedRetries: false }],
    ['0.169.0', { profileFiles: true, authCommand: true, catalogUrl: true, boundedRetries: true }],
  ])('of %s are %j', (text, expected) => {
    expect(codexCapabilities(version(`codex ${text}`))).toMatchObject(expected);
  });
});
