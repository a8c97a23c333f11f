import { describe, expect, it } from 'vitest';
import { fuseProblems, wantedFuses } from './fuses.mjs';

const on = 49;
const off = 48;
const removed = 114;

describe('the fuses of a built executable', () => {
  it.each([
    ['as wanted', { runAsNode: true, onlyLoadAppFromAsar: true }, { 0: on, 5: on }, []],
    ['off where on was wanted', { runAsNode: true }, { 0: off }, ['runAsNode is off']],
    ['on where off was wanted', { runAsNode: false }, { 0: on }, ['runAsNode is on']],
    [
      'gone from this Electron',
      { runAsNode: true },
      { 0: removed },
      ['runAsNode is removed from this Electron'],
    ],
    ['not known to this Electron', { runAsNode: true }, {}, ['runAsNode is unknown to this Electron']],
    ['misspelt in the configuration', { runAsNod: true }, { 0: on }, ['runAsNod is no fuse that is known']],
    ['an order to the builder, not a fuse', { resetAdHocDarwinSignature: true }, {}, []],
  ])('%s', (_, wanted, wire, problems) => {
    expect(fuseProblems(wanted, wire)).toEqual(problems);
  });

  it('lets a release be neither inspected nor given options, and loads only its own archive', () => {
    expect(wantedFuses()).toMatchObject({
      enableNodeCliInspectArguments: false,
      enableNodeOptionsEnvironmentVariable: false,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
