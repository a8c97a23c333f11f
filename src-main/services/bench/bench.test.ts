import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missedGains } from '../../domain/markov/bench/targets.ts';
import type { AdaptiveBenchReport } from './adaptive-bench-report.ts';
import { loadScenarios, parseScenarios } from './load-scenarios.ts';
import { renderBenchSvg } from './render-bench-svg.ts';
import { renderBenchTable } from './render-bench-table.ts';
import { renderRandomTrial } from './render-random-trial.ts';
import { runAdaptiveBench } from './run-adaptive-bench.ts';
import { tryRandomScenarios } from './try-random-scenarios.ts';

const BUILT_IN = join(import.meta.dirname, '../../../resources/bench/adaptive');

describe('the eight built-in scenarios, six seeds each', () => {
  let report: AdaptiveBenchReport;
  beforeAll(async () => {
    report = await runAdaptiveBench({
      scenarios: await loadScenarios(BUILT_IN),
      seeds: 6,
      hindsightSeeds: 1,
    });
  }, 180_000);
  const preset = (name: string) => report.presets.find(one => one.preset === name);
  const scenario = (name: string) => preset('bayes')?.scenarios.find(one => one.scenario === name);

  test('the better model beats every figure to beat and harms no scenario', () => {
    const bayes = preset('bayes');
    expect(bayes?.scenarios).toHaveLength(8);
    expect(bayes && missedGains(bayes.all.gains)).toEqual([]);
    expect(bayes?.scenarios.filter(one => one.comparison.worse.length > 0)).toEqual([]);
  });

  test('it is ahead of the reference model on every figure, with fewer switches', () => {
    const [bayes, reference] = [preset('bayes'), preset('reference')];
    if (bayes === undefined || reference === undefined) throw new Error('both presets were to be run');
    expect(bayes.switchesInAll).toBeLessThan(reference.switchesInAll);
    for (const key of ['latencyPercent', 'ttftPercent', 'errorPercent', 'qualityPoints'] as const) {
      expect(bayes.all.gains[key]).toBeGreaterThan(reference.all.gains[key]);
    }
  });

  test('the steady one is left alone, and the flapping one is not flapped with', () => {
    expect(scenario('steady')?.switches).toBe(0);
    expect(scenario('steady')?.comparison.adaptive.reroutedShare).toBe(0);
    // Thirty times it breaks and comes back.
    expect(scenario('flapping')?.switches).toBeLessThan(2);
  });

  test('hindsight needs no more switches than were made, and those made are hardly more than it needs', () => {
    const bayes = preset('bayes');
    const needed = bayes?.neededInAll ?? Number.NaN;
    for (const one of bayes?.scenarios ?? [])
      expect(one.neededSwitches).toBeLessThanOrEqual(one.switches + 1);
    expect(needed).toBeGreaterThanOrEqual(4);
    expect(bayes?.switchesInAll).toBeLessThan(needed + 1);
    expect(scenario('slow-start')?.switches).toBeLessThan(1.5);
  });

  test('the table and the plot tell every scenario and the verdict', () => {
    const table = renderBenchTable(report, true);
    const svg = renderBenchSvg(report, true);
    for (const { scenario: name } of preset('bayes')?.scenarios ?? []) {
      expect(table).toContain(name);
      expect(svg).toContain(`>${name}</text>`);
    }
    expect(table).toContain('Every figure to beat is beaten.');
    expect(table).toContain('Synthetic results');
    expect(table).toMatch(/switches +needed/);
    expect(svg).toMatch(/^<svg /);
    expect(svg.endsWith('</svg>\n')).toBe(true);
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});

test('scenarios drawn at random are the same by their number, and few of them come out worse', async () => {
  const trial = await tryRandomScenarios({ first: 2001, last: 2012, seeds: 4 });
  expect(trial.worse.length).toBeLessThanOrEqual(2);
  expect(trial.gains.ttftPercent).toBeGreaterThan(0);
  expect(renderRandomTrial(trial)).toContain(`of 12 (`);
  const two = { first: 2003, last: 2004, seeds: 2 };
  expect(await tryRandomScenarios(two)).toEqual(await tryRandomScenarios(two));
}, 180_000);

describe('scenario files', () => {
  const minimal = (name: string) => `name: ${name}
description: One provider.
duration_s: 120
requests_per_minute: 6
providers:
  - { name: a, ttft_ms: 900, tokens_per_second: 50, input_usd_per_mtok: 1, output_usd_per_mtok: 4 }
`;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'signalbox-scenarios-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('one file may hold several scenarios', () => {
    const scenarios = parseScenarios(`${minimal('one')}---\n${minimal('two')}`, 'mine.yaml');
    expect(scenarios.map(one => one.name)).toEqual(['one', 'two']);
  });

  test.each([
    ['name: [', /mine\.yaml is not readable YAML/],
    [minimal('one').replace('duration_s: 120', 'duration_s: -1'), /duration_s/],
    [`${minimal('one')}surprise: true\n`, /surprise/],
    ['', /mine\.yaml/],
  ])('%j is refused with its reason', (text, reason) => {
    expect(() => parseScenarios(text, 'mine.yaml')).toThrow(reason);
  });

  test('a folder without a scenario, and a path that is not there, are refused', async () => {
    await writeFile(join(folder, 'notes.txt'), 'nothing');
    await expect(loadScenarios(folder)).rejects.toThrow(/no scenario in/);
    await expect(loadScenarios(join(folder, 'none.yaml'))).rejects.toThrow(/There is no/);
  });

  test('the same seeds give the same figures, other seeds others', async () => {
    const scenarios = parseScenarios(minimal('one'), 'mine.yaml');
    const run = (firstSeed: number) =>
      runAdaptiveBench({ scenarios, seeds: 2, firstSeed, presets: ['bayes'] });
    expect(await run(1)).toEqual(await run(1));
    expect((await run(9)).presets[0]?.all.baseline).not.toEqual((await run(1)).presets[0]?.all.baseline);
  });
});
