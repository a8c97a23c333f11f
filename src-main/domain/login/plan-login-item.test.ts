import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autostartEntry, isAutostartOn } from './desktop-entry.ts';
import { type LoginFacts, type LoginItemPlan, planLoginItem } from './plan-login-item.ts';

const linux: LoginFacts = {
  platform: 'linux',
  executable: '/opt/Signalbox/signalbox',
  configFolder: '/home/me/.config',
};
const checkout = {
  nodePath: '/usr/bin/node',
  startScript: '/home/me/my src/scripts/start.mjs',
  appFolder: 'C:\\my src',
};
const file = (exec: string): LoginItemPlan => ({
  kind: 'autostart-file',
  path: '/home/me/.config/autostart/signalbox.desktop',
  text: expect.stringContaining(`\nExec=${exec}\n`),
});

describe('start at login', () => {
  it.each<[string, LoginFacts, LoginItemPlan]>([
    ['Linux, installed', linux, file('/opt/Signalbox/signalbox --at-login')],
    [
      'Linux, an AppImage',
      { ...linux, executable: '/tmp/.mount_x/signalbox', appImage: '/home/me/Signalbox.AppImage' },
      file('/home/me/Signalbox.AppImage --at-login'),
    ],
    [
      'Linux, a checkout',
      { ...linux, checkout },
      file('/usr/bin/node "/home/me/my src/scripts/start.mjs" --at-login'),
    ],
    [
      'Windows, installed',
      { ...linux, platform: 'win32', executable: 'C:\\Signalbox\\Signalbox.exe' },
      { kind: 'login-item', path: 'C:\\Signalbox\\Signalbox.exe', args: ['--at-login'] },
    ],
    [
      'Windows, a checkout',
      { ...linux, platform: 'win32', executable: 'C:\\e\\electron.exe', checkout },
      { kind: 'login-item', path: 'C:\\e\\electron.exe', args: ['"C:\\my src"', '--at-login'] },
    ],
    [
      'macOS, installed',
      { ...linux, platform: 'darwin', executable: '/Applications/Signalbox.app/Contents/MacOS/Signalbox' },
      { kind: 'login-item', path: '/Applications/Signalbox.app/Contents/MacOS/Signalbox', args: [] },
    ],
    ['macOS, a checkout', { ...linux, platform: 'darwin', checkout }, { kind: 'unsupported' }],
    ['a system without a way to', { ...linux, platform: 'freebsd' }, { kind: 'unsupported' }],
  ])('%s', (_, facts, plan) => {
    expect(planLoginItem(facts)).toEqual(plan);
  });
});

describe('an autostart file', () => {
  it('gives back any path, read by the rules of the specification', () => {
    const path = fc.string({ unit: fc.constantFrom(...'ab /%"$`\\é\n=;#\'') }).map(text => `/${text}`);
    fc.assert(
      fc.property(path, command => {
        const exec = /^Exec=(.*) --at-login$/m.exec(autostartEntry(command, ['--at-login']))?.[1];
        expect(readArgument(exec ?? '')).toBe(command);
      }),
    );
  });

  it.each([
    [true, ''],
    [true, 'X-GNOME-Autostart-enabled=true'],
    [false, 'X-GNOME-Autostart-enabled=false'],
    [false, 'Hidden=true'],
    [true, '# Hidden=true'],
  ])('is on: %s, with the line “%s” by the desktop', (isOn, line) => {
    const text = autostartEntry('/usr/bin/signalbox', []).replace('X-GNOME-Autostart-enabled=true', line);
    expect(isAutostartOn(text)).toBe(isOn);
  });
});

/** Undoes the string's escapes, the field codes and the quoting, in a reader's order. */
function readArgument(exec: string): string {
  const text = exec
    .replace(/\\(.)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : escaped))
    .replaceAll('%%', '%');
  return text.startsWith('"') ? text.slice(1, -1).replace(/\\(["`$\\])/g, '$1') : text;
}
