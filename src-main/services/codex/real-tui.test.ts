import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildModelCatalog } from '../../domain/codex/model-catalog.ts';
import { openCodexSwap } from './open-codex-swap.ts';
import { CATALOG_MODEL } from './testing/catalog-model.ts';
import { fakeMachine } from './testing/fake-codex.ts';
import { pseudoTerminal } from './testing/pseudo-terminal.ts';
import { scriptedUpstream } from './testing/scripted-upstream.ts';

/** Full path of a real Codex; without it there is nothing to ask. */
const REAL_CODEX = process.env.SIGNALBOX_TEST_CODEX ?? '';

it.skipIf(REAL_CODEX === '' || process.platform !== 'linux')(
  'trust given in the TUI of a swapped Codex survives the restore',
  async () => {
    using machine = fakeMachine({ SIGNALBOX_CODEX: REAL_CODEX, PATH: process.env.PATH ?? '' });
    const config = join(machine.home, 'config.toml');
    const original = '# my settings\nmodel = "gpt-5.5" # best\n';
    writeFileSync(config, original);
    const project = join(machine.root, 'project');
    mkdirSync(project);
    execFileSync('git', ['init', '-q', project]);
    await using router = await scriptedUpstream(buildModelCatalog([CATALOG_MODEL], 'Be brief.'));
    const swap = openCodexSwap({
      surroundings: machine.surroundings,
      auth: { command: process.execPath, args: ['-e', 'console.log("local-token")'] },
      stateFolder: join(machine.root, 'state'),
    });
    await swap.enable(router);
    {
      const env = {
        ...machine.surroundings.env,
        CODEX_HOME: machine.home,
        HOME: machine.surroundings.homeFolder,
      };
      await using terminal = pseudoTerminal(`${REAL_CODEX} --no-daemon`, env, project);
      await terminal.shows(/Trust\s*and\s*continue/);
      // The question ignores keys for a moment, so that nobody answers it by typing ahead.
      const answer = () => {
        terminal.type('\r');
        return readFileSync(config, 'utf8');
      };
      await expect.poll(answer, { timeout: 20_000, interval: 500 }).toContain('trust_level');
    }
    const report = await swap.restore();
    expect(report).toMatchObject({ result: 'merged', kept: [] });
    expect(readFileSync(config, 'utf8')).toBe(
      `${original}\n[tui]\nscreen_reader_detection_done = true\n\n[projects."${project}"]\ntrust_level = "trusted"\n`,
    );
  },
  90_000,
);
