import { describe, expect, it } from 'vitest';
import { nodeTooOld } from './node-version.mjs';

describe('a Node', () => {
  it.each([
    ['20.19.0', false],
    ['20.20.2', false],
    ['22.0.0', false],
    ['26.1.0', false],
    ['20.18.9', true],
    ['18.20.8', true],
    ['16.20.2', true],
    ['9.99.0', true],
  ])('%s is too old: %s', (version, isTooOld) => {
    expect(nodeTooOld(version, '>=20.19') !== undefined).toBe(isTooOld);
  });

  it('that is too old is told its version, the one that is needed, and where that is', () => {
    expect(nodeTooOld('18.20.8', '>=20.19')).toMatch(/20\.19 or later.*18\.20\.8.*nodejs\.org/);
  });
});
