import type { Environment } from './environment.ts';

/**
 * What a person should know who launches from a shell between two systems: WSL has a home and a loopback
 * network of its own, and Git Bash's terminal hides the keyboard from native programs.
 */
export function shellHints(platform: string, env: Environment, isHere: boolean): readonly string[] {
  if (platform === 'linux' && (env.WSL_DISTRO_NAME ?? '') !== '') {
    return [
      `This is WSL: Signalbox here serves the Codex of ${env.WSL_DISTRO_NAME}. A Codex installed on Windows needs a Signalbox on Windows.`,
    ];
  }
  if (platform === 'win32' && isHere && (env.MSYSTEM ?? '') !== '') {
    return [
      'This is Git Bash: if Codex does not take the keyboard, start "winpty signalbox launch --here", or leave out --here.',
    ];
  }
  return [];
}
