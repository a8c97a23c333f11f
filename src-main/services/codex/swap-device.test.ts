import {
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { swapMachine } from './testing/swap-machine.ts';
import { swapSpec } from './testing/swap-spec.ts';

/** A file system in memory that every Linux has; elsewhere there is no second device to be sure of. */
const OTHER_DEVICE = '/dev/shm';
const deviceOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.dev;
const hasOther = deviceOf(OTHER_DEVICE) !== undefined && deviceOf(OTHER_DEVICE) !== deviceOf(tmpdir());

it.skipIf(!hasOther)(
  'a configuration that is a link to another device is swapped and restored there',
  async () => {
    using machine = swapMachine();
    const folder = mkdtempSync(join(OTHER_DEVICE, 'signalbox-device-'));
    try {
      const target = join(folder, 'codex.toml');
      writeFileSync(target, 'model = "gpt-6-sol"');
      symlinkSync(target, machine.config);
      await machine.signalbox().enable(swapSpec);
      expect(readFileSync(target, 'utf8')).toContain('signalbox');
      expect(deviceOf(target)).not.toBe(deviceOf(machine.home));
      expect(await machine.signalbox().restore()).toMatchObject({ result: 'identical' });
      expect([readFileSync(target, 'utf8'), readlinkSync(machine.config)]).toEqual([
        'model = "gpt-6-sol"',
        target,
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
