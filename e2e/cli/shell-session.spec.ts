import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createScratchFolders, type ScratchFolders } from '../fixtures/scratch-folders.ts';
import { ollamaStandIn, signalboxCommand } from '../fixtures/signalbox-command.ts';

interface Step {
  readonly command: string;
  readonly output: string;
}

/** The commands of every ```console block, each with what stands below it. */
function readSteps(markdown: string): Step[] {
  const blocks = [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
  return blocks.flatMap(block =>
    block
      .split(/^\$ /m)
      .slice(1)
      .map(part => {
        const end = part.indexOf('\n');
        return { command: part.slice(0, end), output: part.slice(end + 1) };
      }),
  );
}

/** A line that is only `…` stands for any line; inside a line it stands for any text. */
function patternOf(output: string): RegExp {
  const escaped = output.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*');
  return new RegExp(`^${escaped}$`);
}

/** A PATH where `signalbox` is the build, `ollama` the stand-in, and Codex and Git are there to be asked little. */
function makePath(folders: ScratchFolders): string {
  const bin = join(folders.root, 'bin');
  mkdirSync(bin);
  const scripts = {
    signalbox: `exec ${signalboxCommand.map(word => `"${word}"`).join(' ')} "$@"`,
    git: 'echo "(what git said)"',
    codex: 'echo "codex-cli 0.169.0"',
  };
  for (const [name, body] of Object.entries(scripts)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return [bin, ollamaStandIn, process.env.PATH ?? ''].join(delimiter);
}

async function shell(folders: ScratchFolders, command: string, env: Record<string, string>): Promise<string> {
  const child = spawn('/bin/sh', ['-c', `{ ${command}; } 2>&1`], {
    cwd: folders.project,
    env: folders.env(env),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  return output;
}

test('the shell session of the documentation goes as it is written', async () => {
  test.skip(process.platform === 'win32', 'it is a session of a POSIX shell');
  const steps = readSteps(readFileSync(join(import.meta.dirname, '../../docs/shell-session.md'), 'utf8'));
  expect(steps.length).toBeGreaterThan(8);
  await using folders = createScratchFolders();
  const env = {
    PATH: makePath(folders),
    OLLAMA_MODELS: join(folders.root, 'models'),
    DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
  };
  for (const { command, output } of steps) {
    expect(await shell(folders, command, env), `$ ${command}`).toMatch(patternOf(output));
  }
});
