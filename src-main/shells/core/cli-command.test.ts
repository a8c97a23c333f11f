import { describe, expect, it } from 'vitest';
import { type CliSurroundings, cliCommand } from './cli-command.ts';

const checkout: CliSurroundings = {
  platform: 'linux',
  execPath: '/usr/bin/node',
  isElectron: false,
  cliPath: '/src/signalbox/out/main/cli.js',
  nodePath: undefined,
};
const packaged: CliSurroundings = {
  ...checkout,
  execPath: '/opt/Signalbox/signalbox',
  isElectron: true,
  cliPath: '/opt/Signalbox/resources/app.asar/out/main/cli.js',
};

describe('the command that other programs run', () => {
  it.each<[string, CliSurroundings, string, readonly string[]]>([
    ['under Node', checkout, '/usr/bin/node', [checkout.cliPath]],
    ['under Electron out of a checkout', { ...checkout, isElectron: true }, 'node', [checkout.cliPath]],
    [
      'under Electron that was told of a Node',
      { ...checkout, isElectron: true, nodePath: '/opt/node' },
      '/opt/node',
      [checkout.cliPath],
    ],
    ['packaged on Linux', packaged, '/opt/Signalbox/resources/bin/signalbox', []],
    [
      'packaged on macOS',
      {
        ...packaged,
        platform: 'darwin',
        cliPath: '/Applications/Signalbox.app/Contents/Resources/app.asar/out/main/cli.js',
      },
      '/Applications/Signalbox.app/Contents/Resources/bin/signalbox',
      [],
    ],
    [
      'packaged on Windows',
      {
        ...packaged,
        platform: 'win32',
        cliPath: 'C:\\Programs\\Signalbox\\resources\\app.asar\\out\\main\\cli.js',
      },
      'C:\\Programs\\Signalbox\\resources\\bin\\signalbox.cmd',
      [],
    ],
  ])('%s', (_, surroundings, command, args) => {
    expect(cliCommand(surroundings)).toEqual({ command, args });
  });
});
