import { join } from 'node:path';
import { inRepository } from './folders.mjs';

/**
 * @typedef {object} PackagedApp
 * @property {string} executable
 * @property {string} resources the folder with the archive and the launcher of the command line
 * @property {string} launcher
 */

/**
 * Where electron-builder's `dir` target leaves the app.
 * @param {{ platform: string, arch: string }} machine
 * @param {string} [output] the folder electron-builder writes to
 * @returns {PackagedApp}
 */
export function packagedApp({ platform, arch }, output = inRepository('dist')) {
  // x64 is what electron-builder takes for granted in a folder's name.
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'darwin') {
    const contents = join(output, `mac${suffix}`, 'Signalbox.app', 'Contents');
    const resources = join(contents, 'Resources');
    const executable = join(contents, 'MacOS', 'Signalbox');
    return { executable, resources, launcher: join(resources, 'bin', 'signalbox') };
  }
  const isWindows = platform === 'win32';
  const folder = join(output, `${isWindows ? 'win' : 'linux'}${suffix}-unpacked`);
  const resources = join(folder, 'resources');
  return {
    executable: join(folder, isWindows ? 'Signalbox.exe' : 'signalbox'),
    resources,
    launcher: join(resources, 'bin', isWindows ? 'signalbox.cmd' : 'signalbox'),
  };
}
