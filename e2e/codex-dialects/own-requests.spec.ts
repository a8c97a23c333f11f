import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { routeTo } from '../../src-main/services/router/testing/translated-call.ts';
import { runCodex } from '../fixtures/real-codex.ts';
import { createScratchFolders } from '../fixtures/scratch-folders.ts';
import { DIALECT_NAMES, type SaidCall, startStandIn } from '../fixtures/upstreams/stand-in.ts';
import { configureCodex } from './routed-codex.ts';

test.describe.configure({ timeout: 120_000 });

const escalated = (cmd: string): SaidCall => ({
  tool: 'exec_command',
  input: { cmd, sandbox_permissions: 'require_escalated', justification: 'It has to be.' },
});
const verdict = (outcome: string) =>
  JSON.stringify({ risk_level: 'low', user_authorization: 'high', outcome, rationale: 'Told so.' });

for (const dialect of DIALECT_NAMES) {
  test(`what the real Codex asks before it lets a command run goes through ${dialect}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using router = await routeTo([upstream]);
    configureCodex(folders, router, `to-${dialect}`);
    upstream.queue(
      { reasoning: 'First the one.', calls: [escalated('touch allowed.txt')] },
      { reasoning: 'Harmless.', text: verdict('allow') },
      { calls: [escalated('touch denied.txt')] },
      { text: verdict('deny') },
      { text: 'One of two.' },
    );
    const run = await runCodex('Make both files.', { folders, args: ['--approve-for-me'] });
    expect(upstream.refusals).toEqual([]);
    expect(run, run.stdout + run.stderr).toMatchObject({ exitCode: 0, answer: 'One of two.' });
    expect(existsSync(join(folders.project, 'allowed.txt'))).toBe(true);
    expect(existsSync(join(folders.project, 'denied.txt'))).toBe(false);
    expect(router.records.map(record => record.kind)).toEqual([
      'turn',
      'guardian',
      'turn',
      'guardian',
      'turn',
    ]);
  });

  test(`a review by the real Codex goes through ${dialect}`, async () => {
    await using folders = createScratchFolders();
    await using upstream = await startStandIn(dialect);
    await using router = await routeTo([upstream]);
    configureCodex(folders, router, `to-${dialect}`);
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args], { cwd: folders.project });
    git('init', '-q');
    writeFileSync(join(folders.project, 'sum.py'), 'print(1 - 1)\n');
    upstream.queue(
      { reasoning: 'I look.', calls: [{ tool: 'exec_command', input: { cmd: 'cat sum.py' } }] },
      {
        text: JSON.stringify({
          findings: [
            {
              title: '[P1] It subtracts',
              body: 'A sum adds.',
              confidence_score: 0.9,
              priority: 1,
              code_location: {
                absolute_file_path: join(folders.project, 'sum.py'),
                line_range: { start: 1, end: 1 },
              },
            },
          ],
          overall_correctness: 'patch is incorrect',
          overall_explanation: 'It does not add.',
          overall_confidence_score: 0.9,
        }),
      },
    );
    const run = await runCodex('Is the sum right?', { folders, args: ['review'] });
    expect(upstream.refusals).toEqual([]);
    expect(run.exitCode, run.stdout + run.stderr).toBe(0);
    expect(run.answer).toContain('It subtracts');
    expect(JSON.stringify(upstream.accepted.at(-1))).toContain('print(1 - 1)');
    expect(router.records.map(record => record.kind)).toEqual(['review', 'review']);
  });
}
