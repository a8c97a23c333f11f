import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWindowsLine } from '../codex/testing/split-windows-line.ts';
import { appImageOf } from './app-image.ts';
import {
  foldersNamed,
  planRestoreItem,
  type RestoreItemFacts,
  type RestoreItemPlan,
} from './plan-restore-item.ts';

const node: RestoreItemFacts = {
  platform: 'linux',
  cli: { command: '/usr/bin/node', args: ['/home/me/my src/cli.js'] },
  homeFolder: '/home/me',
  configFolder: '/home/me/.config',
  suffix: '',
};
const packaged = { ...node, cli: { command: '/opt/Signalbox/resources/bin/signalbox', args: [] } };
const elsewhere = { codexHome: '/data/c x', dataFolder: '/data/box', suffix: '-0a1b2c3d' };
const desktop = (suffix: string, exec: string): RestoreItemPlan => ({
  kind: 'file',
  path: `/home/me/.config/autostart/signalbox-codex-restore${suffix}.desktop`,
  text: expect.stringContaining(`\nExec=${exec}\n`),
});
const run = (suffix: string, command: string): RestoreItemPlan => ({
  kind: 'run-key',
  key: 'HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
  name: `SignalboxCodexRestore${suffix}`,
  command,
});
const windows = {
  ...node,
  platform: 'win32',
  cli: { command: 'C:\\Node JS\\node.exe', args: ['C:\\cli.js'] },
};

describe('the entry that restores at login', () => {
  it.each<[string, RestoreItemFacts, RestoreItemPlan]>([
    ['Linux, installed', packaged, desktop('', `${packaged.cli.command} codex restore --at-login`)],
    [
      'Linux, a checkout or npm',
      node,
      desktop('', '/usr/bin/node "/home/me/my src/cli.js" codex restore --at-login'),
    ],
    [
      'Linux, folders elsewhere',
      { ...packaged, ...elsewhere },
      desktop(
        '-0a1b2c3d',
        `${packaged.cli.command} codex restore --at-login "--codex-home=/data/c x" --data-folder=/data/box`,
      ),
    ],
    [
      'Linux, an AppImage',
      { ...packaged, app: '/home/me/Signalbox.AppImage', codexHome: '/data/c' },
      desktop('', '/home/me/Signalbox.AppImage --restore-codex-at-login --codex-home=/data/c'),
    ],
    [
      'Windows, a checkout or npm',
      windows,
      run('', '"C:\\Node JS\\node.exe" C:\\cli.js codex restore --at-login'),
    ],
    [
      'Windows, installed',
      { ...windows, app: 'C:\\Signal box\\Signalbox.exe', ...elsewhere, codexHome: 'D:\\c x\\' },
      run(
        '-0a1b2c3d',
        '"C:\\Signal box\\Signalbox.exe" --restore-codex-at-login "--codex-home=D:\\c x\\\\" "--data-folder=/data/box"',
      ),
    ],
    [
      'Windows, more than it would run',
      { ...windows, dataFolder: `C:\\${'long\\'.repeat(50)}` },
      { kind: 'unsupported' },
    ],
    ['a system without a way to', { ...node, platform: 'freebsd' }, { kind: 'unsupported' }],
  ])('%s', (_, facts, plan) => {
    expect(planRestoreItem(facts)).toEqual(plan);
  });

  it('is a launch agent on macOS, each word of the command a string of its own', () => {
    const plan = planRestoreItem({ ...node, platform: 'darwin', homeFolder: '/Users/z', ...elsewhere });
    expect(plan).toMatchObject({
      kind: 'file',
      path: '/Users/z/Library/LaunchAgents/dev.signalbox.codex-restore-0a1b2c3d.plist',
    });
    const text = plan.kind === 'file' ? plan.text : '';
    expect(text).toContain('<key>Label</key>\n  <string>dev.signalbox.codex-restore-0a1b2c3d</string>');
    expect(text).toMatch(/<key>RunAtLoad<\/key>\s+<true\/>/);
    expect(stringsOf(text).slice(1)).toEqual([
      '/usr/bin/node',
      '/home/me/my src/cli.js',
      'codex',
      'restore',
      '--at-login',
      '--codex-home=/data/c x',
      '--data-folder=/data/box',
    ]);
  });

  const odd = fc.string({ unit: fc.constantFrom(...'aZ9 /\\%"\'&<>;ü😀-='), maxLength: 30 });
  it.each(['darwin', 'win32'])('gives any folder back on %s, read by the rules of that system', platform => {
    fc.assert(
      fc.property(odd, odd, (codexHome, dataFolder) => {
        const plan = planRestoreItem({ ...windows, app: 'C:\\S b\\S.exe', platform, codexHome, dataFolder });
        const argv =
          plan.kind === 'file'
            ? stringsOf(plan.text).slice(1)
            : splitWindowsLine(plan.kind === 'run-key' ? plan.command : '');
        expect(argv.slice(0, 2)).toEqual(['C:\\S b\\S.exe', '--restore-codex-at-login']);
        expect(foldersNamed(argv)).toEqual({ codexHome, dataFolder });
      }),
    );
  });
});

it.each([
  [{ APPIMAGE: '/me/S.AppImage', APPDIR: '/tmp/.mount_S' }, '/tmp/.mount_S/signalbox', '/me/S.AppImage'],
  [{ APPIMAGE: '/me/Editor.AppImage', APPDIR: '/tmp/.mount_E' }, '/opt/Signalbox/signalbox', undefined],
  [{}, '/opt/Signalbox/signalbox', undefined],
])('with %j, %s runs out of the AppImage %s', (env, executable, file) => {
  expect(appImageOf(env, executable)).toBe(file);
});

/** The strings of a property list, in order. */
function stringsOf(plist: string): string[] {
  return [...plist.matchAll(/<string>([^<]*)<\/string>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  );
}
