import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './folders.mjs';
import { makeInCache } from './make-in-cache.mjs';
import { npm } from './run.mjs';
import { step } from './step.mjs';

/** The Codex that the end-to-end tests run by default. */
export const codexVersion = '0.169.0';

/** The last version from before `--profile` read a file of its own: people still have such ones. */
export const olderCodexVersion = '0.133.0';

/** One between the two: it reads profile files, and knows less of what may stand in them. */
export const middleCodexVersion = '0.145.0';

/** @param {string} version */
function codexFolder(version) {
  return join(cacheFolder(), `codex-${version}`);
}

/**
 * The executable of a Codex in the cache.
 * @param {string} [version]
 * @returns {string | undefined} undefined when it has not been obtained
 */
export function findCodex(version = codexVersion) {
  const name = process.platform === 'win32' ? 'codex.cmd' : 'codex';
  const executable = join(codexFolder(version), 'node_modules', '.bin', name);
  return existsSync(executable) ? executable : undefined;
}

/**
 * The real Codex CLI, installed from npm into the cache.
 * @param {string} [version]
 * @returns {Promise<string>} its executable
 */
export function obtainCodex(version = codexVersion) {
  return step(`Codex ${version}`, async say => {
    const outcome = await makeInCache(codexFolder(version), async unfinished => {
      await npm(['install', '--prefix', unfinished, '--no-audit', '--no-fund', `@openai/codex@${version}`]);
    });
    say(outcome === 'made' ? 'installed' : 'current');
    const executable = findCodex(version);
    if (executable === undefined) throw new Error(`@openai/codex@${version} has no executable`);
    return executable;
  });
}

/**
 * The three Codexes, by the environment variables in which tests look for them.
 * @returns {Promise<Readonly<Record<string, string>>>}
 */
export async function obtainTestCodexes() {
  return {
    SIGNALBOX_TEST_CODEX: await obtainCodex(),
    SIGNALBOX_TEST_MIDDLE_CODEX: await obtainCodex(middleCodexVersion),
    SIGNALBOX_TEST_OLD_CODEX: await obtainCodex(olderCodexVersion),
  };
}
