import { describe, expect, it } from 'vitest';
import { findIdleDaemon, findSessions, type ProcessFacts } from './find-sessions.ts';

const home = '/home/me/.codex';
const process = (pid: number, argv: string, more: Partial<ProcessFacts> = {}): ProcessFacts => ({
  pid,
  parentPid: 1,
  argv: argv.split(' '),
  ...more,
});

describe('Codex’s background server', () => {
  const daemon = process(9, '/home/me/.codex/x/bin/codex app-server --listen unix:// --managed-daemon');

  it.each<[string, readonly ProcessFacts[], number | undefined]>([
    ['alone', [daemon, process(10, '/x/codex app-server daemon pid-update-loop')], 9],
    ['beside a Codex window', [daemon, process(11, 'codex')], undefined],
    ['of another home', [{ ...daemon, codexHome: '/tmp/other' }], undefined],
    ['not there', [process(12, 'vim')], undefined],
  ])('%s', (_, processes, pid) => {
    expect(findIdleDaemon(processes, home)).toBe(pid);
  });
});

describe('routed Codex sessions', () => {
  it.each<[string, readonly ProcessFacts[], boolean, readonly number[]]>([
    ['a launched one', [process(7, '/usr/bin/codex --profile cost-routing')], false, [7]],
    ['one with the short option', [process(7, 'codex -p cost-routing exec hi')], false, [7]],
    ['one with the joined option', [process(7, 'codex --profile=cost-routing')], false, [7]],
    [
      'npm’s script and the program it starts, once',
      [
        process(7, 'node /usr/lib/node_modules/.bin/codex --profile cost-routing'),
        process(8, '/usr/lib/x/bin/codex --profile cost-routing', { parentPid: 7 }),
      ],
      false,
      [7],
    ],
    ['plain Codex while swapped', [process(7, 'codex')], true, [7]],
    ['an IDE’s server while swapped', [process(7, 'codex app-server')], true, [7]],
    ['a Windows program', [process(7, 'C:\\npm\\codex.EXE --profile cost-routing')], false, [7]],
    ['plain Codex otherwise', [process(7, 'codex')], false, []],
    ['Codex straight to Hugging Face', [process(7, 'codex --profile cost-routing-hf')], true, []],
    ['Codex’s background server', [process(7, 'codex app-server --managed-daemon')], true, []],
    ['a question of ours', [process(7, 'codex mcp get signalbox-configuration-check')], true, []],
    ['Signalbox’s own command', [process(7, 'node /opt/cli.js codex guard')], true, []],
    ['an editor with a file of that name', [process(7, 'vim codex --profile cost-routing')], true, []],
    [
      'a Codex with another home',
      [process(7, 'codex --profile cost-routing', { codexHome: '/tmp/other' })],
      false,
      [],
    ],
  ])('count %s', (_, processes, isSwapped, pids) => {
    expect(findSessions(processes, { home, isSwapped }).map(({ pid }) => pid)).toEqual(pids);
  });

  it('say where they work, where the system knows', () => {
    const found = findSessions(
      [process(7, 'codex -p cost-routing', { folder: '/src/app', codexHome: home })],
      {
        home,
        isSwapped: false,
      },
    );
    expect(found).toEqual([{ pid: 7, folder: '/src/app' }]);
  });
});
