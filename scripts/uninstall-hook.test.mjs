import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const hook = fileURLToPath(new URL('../resources/uninstall/prerm.sh', import.meta.url));

/** A machine with two people of whom one used Signalbox; gives what the hook ran. @param {string[]} args */
function uninstall(...args) {
  const root = mkdtempSync(join(tmpdir(), 'signalbox-prerm-'));
  try {
    const program = (/** @type {string} */ name, /** @type {string} */ body) => {
      writeFileSync(join(root, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(root, name), 0o755);
    };
    mkdirSync(join(root, 'ada', '.config', 'signalbox', 'state'), { recursive: true });
    mkdirSync(join(root, 'bob'));
    program(
      'getent',
      `echo 'ada:x:1000:1000::${root}/ada:/bin/sh'; echo 'bob:x:1001:1001::${root}/bob:/bin/sh'`,
    );
    program('runuser', `echo "$@" >> ${root}/ran; exit 1`);
    writeFileSync(join(root, 'ran'), '');
    const env = { PATH: `${root}:${process.env.PATH}`, SIGNALBOX_APP: '/app' };
    execFileSync('sh', [hook, ...args], { env });
    return readFileSync(join(root, 'ran'), 'utf8').replaceAll(root, '');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe.skipIf(process.platform === 'win32')('the hook before the package is removed', () => {
  it('undoes everything for each person who used it, and a failure does not keep the package', () => {
    expect(uninstall('remove')).toBe(
      '-u ada -- env HOME=/ada /app/resources/bin/signalbox codex undo --leftovers move\n',
    );
  });

  it('leaves everything in place at an upgrade', () => {
    expect(uninstall('upgrade', '2.0.0')).toBe('');
  });
});
