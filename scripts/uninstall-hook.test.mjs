import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const hook = fileURLToPath(new URL('../resources/uninstall/prerm.sh', import.meta.url));

/** A machine with two people of whom one used Signalbox; gives what the hook ran. @param {string[]} args */
function uninstall(...args) {
  const root = mkdtempSync(join(tmpdir(), 'signalbox-prerm-'));
  try {
    const program = (/** @type {string} */ path, /** @type {string} */ body) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), `#!/bin/sh\n${body}\n`);
      chmodSync(join(root, path), 0o755);
    };
    const ada = "ada's home";
    mkdirSync(join(root, ada, '.config', 'signalbox', 'state'), { recursive: true });
    mkdirSync(join(root, 'bob'));
    program(
      'bin/getent',
      `echo "ada:x:1000:1000::${root}/${ada}:/bin/sh"; echo 'bob:x:1001:1001::${root}/bob:/bin/sh'`,
    );
    program('bin/runuser', `echo "$PWD: runuser $1 $2" >> ${root}/ran; shift 3; "$@"; exit 1`);
    program('opt/Signalbox/resources/bin/signalbox', `cat; echo "$HOME [$CODEX_HOME]: $@" >> ${root}/ran`);
    writeFileSync(join(root, 'ran'), '');
    const env = { PATH: `${root}/bin:${process.env.PATH}`, DPKG_ROOT: root, CODEX_HOME: '/of/somebody' };
    execFileSync('sh', [hook, ...args], { env, stdio: 'pipe' });
    return readFileSync(join(root, 'ran'), 'utf8').replaceAll(root, '');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

describe.skipIf(process.platform === 'win32')('the hook before the package is removed', () => {
  it('undoes everything for each person who used it, and a failure does not keep the package', () => {
    expect(uninstall('remove')).toBe(
      "/ada's home: runuser -u ada\n/ada's home []: codex undo --leftovers move\n",
    );
  });

  it('leaves everything in place at an upgrade', () => {
    expect(uninstall('upgrade', '2.0.0')).toBe('');
  });
});
