import type { DoctorReport } from '../../src-main/contract/doctor-report.ts';
import { EXAM_CHECKS, type ExamCheck, type Examined } from '../../src-main/contract/exam-report.ts';
import type { CodexChanges } from '../../src-main/contract/figures-snapshot.ts';
import type { HistoryDay } from '../../src-main/contract/history.ts';
import { checkCodex } from '../../src-main/domain/doctor/check-codex.ts';
import { checkKeychain, checkKeys } from '../../src-main/domain/doctor/check-keys.ts';
import { checkLocalModel } from '../../src-main/domain/doctor/check-local.ts';
import { checkPort } from '../../src-main/domain/doctor/check-network.ts';
import { figure, inWords, say } from '../../src-main/domain/sentence/sentence.ts';
import { seededRandom } from './seeded-requests.ts';

/** Answers of a full program to the calls that no snapshot carries, all made up from a seed. */
const random = seededRandom(29);

export const SEEDED_DOCTOR: DoctorReport = {
  atMs: Date.UTC(2026, 2, 3, 14, 4, 30),
  checks: [
    checkCodex({
      installed: { version: '0.169.0', path: '/usr/local/bin/codex' },
      oldestSupported: '0.134.0',
      isSupported: true,
    }),
    checkPort({ kind: 'ours', port: 4000 }),
    checkKeys([{ label: 'Anthropic', envName: 'ANTHROPIC_API_KEY', present: true, lastCheck: 'refused' }]),
    checkLocalModel({ model: 'qwen2.5-coder:3b', isPresent: false }),
    checkKeychain({ kind: 'unused' }, 'linux'),
  ].map(check => ({ ...check })),
};

const FOUND: Readonly<Partial<Record<ExamCheck['name'], Omit<ExamCheck, 'name' | 'tookMs'>>>> = {
  'image-in-result': {
    outcome: 'failed',
    ...inWords({ words: say`The picture was taken, but the model did not name its colour.` }),
  },
  'reasoning-replay': {
    outcome: 'not-offered',
    ...inWords({ words: say`The model showed no reasoning.` }),
  },
  silence: {
    outcome: 'not-offered',
    ...inWords({
      words: say`The model was never silent for long: the longest pause was ${figure('2.1')} s.`,
    }),
  },
};

const seededExam = (deployment: string, isPerfect: boolean): NonNullable<Examined['report']> => ({
  v: 1,
  deployment,
  atMs: Date.UTC(2026, 2, isPerfect ? 2 : 1, 9, 12, 5),
  checks: EXAM_CHECKS.map(name => ({
    name,
    tookMs: 900,
    ...((isPerfect ? undefined : FOUND[name]) ?? {
      outcome: 'passed',
      ...inWords({ words: say`The call came as Codex needs it.` }),
    }),
  })),
});

export const SEEDED_EXAMS: readonly Examined[] = [
  ['gemini-flash-direct', 'gemini', 'perfect'],
  ['claude-sonnet-direct', 'anthropic', 'stale'],
  ['gpt-5.1-codex', 'openai', 'never'],
  ['codex-qwen-local', 'ollama', 'flawed'],
].map(([deployment = '', provider = '', kind]) => ({
  deployment,
  provider,
  isStale: kind === 'stale',
  ...(kind === 'never' ? {} : { report: seededExam(deployment, kind !== 'flawed') }),
}));

export const SEEDED_CHANGES: CodexChanges = {
  files: [
    {
      path: '/home/ada/.codex/cost-routing.config.toml',
      kind: 'created',
      parts: [
        {
          line: 1,
          text: 'model = "codex-default"\nmodel_provider = "signalbox"\n\n[model_providers.signalbox]\nname = "Signalbox"\nbase_url = "http://127.0.0.1:4000/v1"\n',
        },
      ],
    },
  ],
};

export const seededDays = (count: number, nowMs: number): HistoryDay[] =>
  Array.from({ length: count }, (_, at) =>
    ['codex-default', 'codex-light', 'codex-deep', 'codex-long', 'codex-cheap', 'codex-claude'].map(
      (alias, rank) => ({
        day: new Date(nowMs - at * 86_400_000).toISOString().slice(0, 10),
        alias,
        requests: Math.round(40 * random()),
        failed: Math.round(2 * random()),
        inputTokens: Math.round(900_000 * random()),
        outputTokens: Math.round(60_000 * random()),
        costUsd: (2 * random()) / (rank + 1),
      }),
    ),
  ).flat();

export const SEEDED_POLICY_YAML = `# What you want from routing. Saved edits are applied at once.
avoid_openai: false
budgets:
  day_usd: 5      # then cheaper models, then local
  on_reached: degrade
`;

export const SEEDED_ROUTER_YAML = `listen:
  port: 4000
timeouts:
  ttft_ms: 120000
`;
