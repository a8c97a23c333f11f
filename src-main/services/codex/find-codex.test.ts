import { describe, expect, it } from 'vitest';
import { decideCodexSupport } from '../../domain/codex/codex-support.ts';
import { createBaseInstructions } from './base-instructions.ts';
import { codexPlaces } from './codex-places.ts';
import { findCodex } from './find-codex.ts';
import { findProgram } from './find-program.ts';
import { fakeCodex, fakeMachine, installScript } from './testing/fake-codex.ts';

describe.skipIf(process.platform === 'win32')('findCodex', () => {
  it('finds Codex in PATH and reads its version past warnings', async () => {
    using machine = fakeMachine();
    const path = installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const finding = await findCodex(machine.surroundings);
    expect(finding).toMatchObject({ kind: 'found', path, version: { minor: 169 } });
    expect(decideCodexSupport(finding)).toMatchObject({ ok: true });
  });

  it('finds Codex under the newest Node of nvm, outside PATH', async () => {
    using machine = fakeMachine();
    installScript(machine, 'home/.nvm/versions/node/v9.0.0/bin', 'codex', fakeCodex('0.140.0'));
    const path = installScript(machine, 'home/.nvm/versions/node/v22.1.0/bin', 'codex', fakeCodex('0.169.0'));
    expect(await findCodex(machine.surroundings)).toMatchObject({ kind: 'found', path });
  });

  it('searches PATH before the usual places, each once', async () => {
    using machine = fakeMachine();
    const { env } = machine.surroundings;
    const places = await codexPlaces({
      ...machine.surroundings,
      env: { ...env, PATH: '/b:/usr/bin:/b::/a' },
    });
    expect(places.slice(0, 3)).toEqual(['/b', '/usr/bin', '/a']);
    expect(new Set(places).size).toBe(places.length);
    expect(places).not.toContain('');
  });

  it('takes SIGNALBOX_CODEX at its word, and blames it when it is wrong', async () => {
    using machine = fakeMachine();
    installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const other = installScript(machine, 'other', 'my-codex', fakeCodex('0.133.0'));
    const { surroundings } = machine;
    const right = { ...surroundings, env: { ...surroundings.env, SIGNALBOX_CODEX: other } };
    const finding = await findCodex(right);
    expect(finding).toMatchObject({ kind: 'found', path: other });
    expect(decideCodexSupport(finding)).toMatchObject({ ok: false, fault: { code: 'codex-too-old' } });
    const wrong = { ...surroundings, env: { ...surroundings.env, SIGNALBOX_CODEX: `${other}-gone` } };
    expect(await findCodex(wrong)).toEqual({ kind: 'override-broken', path: `${other}-gone` });
  });

  it('does not take a program that prints no version for Codex', async () => {
    using machine = fakeMachine();
    const path = installScript(machine, 'bin', 'codex', 'echo hello');
    expect(await findCodex(machine.surroundings)).toEqual({ kind: 'mute', path });
  });
});

describe('findProgram', () => {
  it('tries the extensions of PATHEXT in order on Windows, not the bare name', async () => {
    using machine = fakeMachine();
    installScript(machine, 'npm', 'codex', '');
    installScript(machine, 'npm', 'codex.ps1', '');
    const shim = installScript(machine, 'npm', 'codex.cmd', '');
    const windows = { platform: 'win32', env: { PATHEXT: '.EXE;.CMD' } } as const;
    expect(await findProgram('codex', [`${machine.root}/npm`], windows)).toBe(shim);
  });
});

describe.skipIf(process.platform === 'win32')('createBaseInstructions', () => {
  it('takes those of a model in the classic wire shape, and has its own without Codex', async () => {
    using machine = fakeMachine();
    const path = installScript(machine, 'bin', 'codex', fakeCodex('0.169.0'));
    const instructions = createBaseInstructions();
    const { env } = machine.surroundings;
    expect(await instructions.read({ path, version: '0.169.0', env })).toBe('classic');
    expect(await instructions.read({ path: `${path}-gone`, version: '1', env })).toContain('You are Codex');
    expect(await instructions.read(undefined)).toContain('You are Codex');
  });
});
