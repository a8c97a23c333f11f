import { expect, test } from 'vitest';
import { afterFailedDownload, chooseElectronSource, retryOfficialAfterMs } from './electron-source.mjs';

const nowMs = 1_700_000_000_000;
const lately = nowMs - 1000;
const longAgo = nowMs - retryOfficialAfterMs;

test.each([
  [{ hasOfficial: true, hasFallback: true, officialFailedAtMs: lately }, 'official'],
  [{ hasOfficial: false, hasFallback: false, officialFailedAtMs: undefined }, 'download'],
  [{ hasOfficial: false, hasFallback: false, officialFailedAtMs: lately }, 'download'],
  [{ hasOfficial: false, hasFallback: true, officialFailedAtMs: lately }, 'fallback'],
  [{ hasOfficial: false, hasFallback: true, officialFailedAtMs: longAgo }, 'download'],
  [{ hasOfficial: false, hasFallback: true, officialFailedAtMs: undefined }, 'download'],
])('%o: %s', (facts, expected) => {
  expect(chooseElectronSource({ ...facts, nowMs })).toBe(expected);
});

test.each([
  ['linux', 'x64', 'fallback'],
  ['linux', 'arm64', 'none'],
  ['darwin', 'x64', 'none'],
  ['win32', 'x64', 'none'],
])('after a failed download on %s %s: %s', (platform, arch, expected) => {
  expect(afterFailedDownload({ platform, arch })).toBe(expected);
});
