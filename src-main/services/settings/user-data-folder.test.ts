import { expect, it } from 'vitest';
import { type FolderSurroundings, userDataFolder } from './user-data-folder.ts';

const linux = { platform: 'linux', homeFolder: '/home/a' } as const;
const cases: readonly (readonly [string, FolderSurroundings, string])[] = [
  ['SIGNALBOX_HOME first', { ...linux, env: { SIGNALBOX_HOME: '/x/y', XDG_CONFIG_HOME: '/c' } }, '/x/y'],
  [
    'a relative SIGNALBOX_HOME from the home folder',
    { ...linux, env: { SIGNALBOX_HOME: 'sb' } },
    '/home/a/sb',
  ],
  ['the XDG configuration folder', { ...linux, env: { XDG_CONFIG_HOME: '/c' } }, '/c/signalbox'],
  ['no relative XDG folder', { ...linux, env: { XDG_CONFIG_HOME: 'c' } }, '/home/a/.config/signalbox'],
  ['~/.config by default', { ...linux, env: {} }, '/home/a/.config/signalbox'],
  [
    'Application Support on macOS',
    { platform: 'darwin', homeFolder: '/Users/a', env: {} },
    '/Users/a/Library/Application Support/Signalbox',
  ],
  [
    'APPDATA on Windows',
    { platform: 'win32', homeFolder: 'C:\\Users\\a', env: { APPDATA: 'D:\\Roaming' } },
    'D:\\Roaming\\Signalbox',
  ],
  [
    'the usual place without APPDATA',
    { platform: 'win32', homeFolder: 'C:\\Users\\a', env: {} },
    'C:\\Users\\a\\AppData\\Roaming\\Signalbox',
  ],
];

it.each(cases)('takes %s', (_name, surroundings, folder) => {
  expect(userDataFolder(surroundings)).toBe(folder);
});
