import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { signalbox } from '../fixtures/signalbox-command.ts';

const reportSchema = z.object({
  label: z.literal('synthetic'),
  seeds: z.number(),
  presets: z.array(
    z.object({
      preset: z.string(),
      scenarios: z.array(z.object({ scenario: z.string(), switches: z.number() })),
      all: z.object({ gains: z.record(z.string(), z.number()) }),
    }),
  ),
});

test('bench adaptive prints both presets side by side and draws them', async () => {
  await using folders = createScratchFolders();
  const plot = join(folders.project, 'gains.svg');
  const { exitCode, stdout, stderr } = await signalbox(folders, [
    ...['bench', 'adaptive', '--seeds', '2', '--svg', plot],
  ]);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  for (const word of ['Synthetic results', 'preset: bayes', 'preset: reference', 'flapping', 'to beat']) {
    expect(stdout).toContain(word);
  }
  expect(readFileSync(plot, 'utf8')).toContain('<title id="title">Gains of the adaptive router');
});

test('bench adaptive tries scenarios drawn at random, and says how many come out worse', async () => {
  await using folders = createScratchFolders();
  const { exitCode, stdout } = await signalbox(folders, [
    'bench',
    'adaptive',
    '--random',
    '7-9',
    '--seeds',
    '2',
  ]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('scenarios random-7 to random-9');
  expect(stdout).toMatch(/\d of 3 \(\d+\.\d %\) are worse on a figure/);
});

test('bench adaptive takes scenarios of one’s own and tells them as JSON', async () => {
  await using folders = createScratchFolders();
  const file = join(folders.project, 'mine.yaml');
  const provider = (name: string) =>
    `  - { name: ${name}, ttft_ms: 900, tokens_per_second: 50, input_usd_per_mtok: 1, output_usd_per_mtok: 4 }`;
  writeFileSync(
    file,
    `name: calm\ndescription: Nothing happens.\nduration_s: 300\nrequests_per_minute: 6\nproviders:\n${provider('a')}\n${provider('b')}\n`,
  );
  const args = ['bench', 'adaptive', '--json', '--preset', 'bayes', '--seeds', '3', '--scenarios'];
  const { exitCode, stdout } = await signalbox(folders, [...args, file]);
  expect(exitCode).toBe(0);
  const report = reportSchema.parse(JSON.parse(stdout));
  expect(report.seeds).toBe(3);
  expect(report.presets.map(one => one.preset)).toEqual(['bayes']);
  expect(report.presets[0]?.scenarios).toEqual([expect.objectContaining({ scenario: 'calm', switches: 0 })]);

  writeFileSync(file, 'name: calm\n');
  const broken = await signalbox(folders, [...args, file]);
  expect(broken.exitCode).toBe(1);
  expect(broken.stdout).toContain('mine.yaml is not a scenario');
});
