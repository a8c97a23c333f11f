import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const hook = fileURLToPath(new URL('../resources/uninstall/uninstall.nsh', import.meta.url));
const hasNsis = spawnSync('makensis', ['-VERSION']).status === 0;

/** An uninstaller that runs the hook as electron-builder's does, with a condition in the place of its `isUpdated`. */
const script = (/** @type {string} */ output) => `
Unicode true
Name test
OutFile "${output}"
InstallDir "$TEMP\\test"
!include LogicLib.nsh
!include FileFunc.nsh
!macro _isUpdated _a _b _t _f
  !insertmacro _LOGICLIB_TEMP
  \${GetOptions} $CMDLINE "--updated" $_LOGICLIB_TEMP
  IfErrors "\${_f}" "\${_t}"
!macroend
!define isUpdated '"" isUpdated ""'
!include "${hook}"
Section
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Section un.install
  !ifmacrodef customUnInstall
    !insertmacro customUnInstall
  !else
    !error "the hook has no macro of that name"
  !endif
SectionEnd
`;

it.skipIf(!hasNsis)('the hook of the Windows uninstaller compiles without a warning', () => {
  const root = mkdtempSync(join(tmpdir(), 'signalbox-nsis-'));
  try {
    writeFileSync(join(root, 'test.nsi'), script(join(root, 'test.exe')));
    const { status, stdout } = spawnSync('makensis', ['-V4', '-WX', join(root, 'test.nsi')], {
      encoding: 'utf8',
    });
    expect(status, stdout).toBe(0);
    expect(stdout).toMatch(/Plugin command: ExecToLog .*signalbox\.cmd" codex undo/);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
