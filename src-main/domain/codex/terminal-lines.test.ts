import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTerminal } from './terminal-plan.ts';
import type { TerminalRequest } from './terminal-request.ts';
import { runCmdLine } from './testing/run-cmd-line.ts';
import { runWindowsTerminal } from './testing/run-windows-terminal.ts';

const text = (alphabet: string, minLength = 1, maxLength = 12) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });

/** What Windows allows in a name, and what makes trouble there. */
const windowsName = text("aZ &%^!();,='`$[]{}+~@#üß😀-.").map(name => `n${name}n`);
const windowsPath = fc
  .tuple(
    fc.constantFrom('C:\\', 'D:\\Program Files (x86)\\', '\\\\wsl.localhost\\'),
    fc.array(windowsName, { minLength: 1, maxLength: 3 }),
  )
  .map(([root, names]) => root + names.join('\\'));
const program = fc
  .tuple(
    windowsPath.filter(path => !path.startsWith('\\\\')),
    fc.constantFrom('.cmd', '.exe'),
  )
  .map(([path, extension]) => path + extension);
const argument = text('aZ &%^!();,=\'"\\|<>:ü-', 0);
const windows: fc.Arbitrary<TerminalRequest> = fc.record({
  folder: windowsPath,
  argv: fc
    .tuple(program, fc.array(argument, { maxLength: 3 }))
    .map(([path, args]): TerminalRequest['argv'] => [path, ...args]),
  environment: fc.record({
    set: fc.record({ NO_PROXY: fc.constant('a,b'), CODEX_HOME: windowsPath }),
    unset: fc.constantFrom([], ['HF_TOKEN']),
  }),
});
/** A caret spoils a name; every other name is a variable on the machine of these tests. */
const isVariable = (name: string) => !name.includes('^');
const before = { HF_TOKEN: 'hf', PATH: 'p' };

describe('on Windows', () => {
  it('cmd starts exactly the program with exactly the arguments, in the folder', () => {
    fc.assert(
      fc.property(windows, request => {
        const plan = planTerminal({ kind: 'cmd', path: 'cmd.exe' }, request);
        const line = /^\/d \/s \/v:off \/k "(.*)"$/s.exec(plan?.args.join(' ') ?? '')?.[1] ?? '';
        const ran = runCmdLine(line, { folder: plan?.cwd ?? '', env: before }, isVariable);
        expect(ran).toEqual({ folder: request.folder, argv: request.argv, env: before });
      }),
      { numRuns: 1000 },
    );
  });

  it('Windows Terminal does, too, with the changed environment, or is not asked', () => {
    let asked = 0;
    fc.assert(
      fc.property(windows, request => {
        const plan = planTerminal({ kind: 'windows-terminal', path: 'wt.exe' }, request);
        const said = [request.folder, ...request.argv, ...Object.values(request.environment.set)];
        const isHard =
          said.join('').split('%').length > 2 || said.some(word => word === '' || word.includes('"'));
        expect(plan === undefined).toBe(isHard);
        if (plan === undefined) return;
        asked += 1;
        const ran = runWindowsTerminal(plan.args[0] ?? '', before);
        const { HF_TOKEN, ...others } = before;
        const env =
          request.environment.unset.length > 0 ? { ...others, HF_TOKEN: '' } : { ...others, HF_TOKEN };
        expect(ran).toEqual({
          folder: request.folder,
          argv: request.argv,
          env: { ...env, ...request.environment.set },
        });
      }),
      { numRuns: 1000 },
    );
    expect(asked).toBeGreaterThan(100);
  });

  it.each(['cmd', 'windows-terminal'] as const)('%s is not given a line break', kind => {
    const argv: TerminalRequest['argv'] = ['C:\\codex.cmd', 'a\nb'];
    const request = { folder: 'C:\\a', argv, environment: { set: {}, unset: [] } };
    expect(planTerminal({ kind, path: kind }, request)).toBeUndefined();
  });
});

const has = (shell: string) => existsSync(`/usr/bin/${shell}`) || existsSync(`/bin/${shell}`);
const SHELLS = ['sh', 'bash', 'zsh', 'fish'].filter(has);

describe.skipIf(process.platform === 'win32')('with the shells of this machine', () => {
  const hardName = text('aZ \'"\\$`!&;|<>(){}[]*?~#=%^ü😀-\n\t', 1, 20).map(name => `n${name}n`);

  it.each(SHELLS)('%s runs the line of a macOS terminal in the folder, word for word', shell => {
    using root = temporaryFolder();
    fc.assert(
      fc.property(hardName, fc.array(hardName, { maxLength: 2 }), hardName, (name, args, value) => {
        const folder = join(root.path, name);
        mkdirSync(folder, { recursive: true });
        const words = 'printf "%s|" "$PWD" "$A" "$@"';
        const request: TerminalRequest = {
          folder,
          argv: ['sh', '-c', words, 'x', ...args],
          environment: { set: { A: value }, unset: ['GONE'] },
        };
        const line = planTerminal({ kind: 'iterm', path: 'osascript' }, request)?.args.at(-1);
        // What a terminal would obey as a key press is not typed.
        expect(line === undefined).toBe([name, value, ...args].some(word => /[\n\t]/.test(word)));
        if (line === undefined) return;
        expect(execFileSync(shell, ['-c', line], { encoding: 'utf8' })).toBe(
          [folder, value, ...args, ''].join('|'),
        );
      }),
      { numRuns: 25 },
    );
  });

  it('a Linux terminal needs no quoting: its words reach the program, a path with = included', () => {
    using root = temporaryFolder();
    fc.assert(
      fc.property(hardName, hardName, (name, value) => {
        const folder = join(root.path, name, 'a=b');
        mkdirSync(folder, { recursive: true });
        writeFileSync(join(folder, 'codex'), '#!/bin/sh\nprintf "%s|" "$PWD" "$A" "$@"\n', { mode: 0o755 });
        const request: TerminalRequest = {
          folder,
          argv: [join(folder, 'codex'), name],
          environment: { set: { A: value }, unset: [] },
        };
        const [program = '', ...words] =
          planTerminal({ kind: 'foot', path: 'foot' }, request)?.args.slice(1) ?? [];
        expect(execFileSync(program, words, { encoding: 'utf8' })).toBe([folder, value, name, ''].join('|'));
      }),
      { numRuns: 25 },
    );
  });
});

function temporaryFolder(): Disposable & { readonly path: string } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'signalbox-lines-')));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}
