import type {
  CallInput,
  CallOutput,
  DashboardCall,
  Outcome,
} from '../../src-main/contract/dashboard-calls.ts';
import { policySchema } from '../../src-main/contract/policy.ts';
import type { SettingsFileName, SettingsWritten } from '../../src-main/contract/settings-files.ts';
import type { AppSnapshot } from '../../src-main/contract/snapshot.ts';
import {
  SEEDED_CHANGES,
  SEEDED_DOCTOR,
  SEEDED_EXAMS,
  SEEDED_POLICY_YAML,
  SEEDED_ROUTER_YAML,
  seededDays,
} from './seeded-answers.ts';
import { seededReport } from './seeded-blocks.ts';
import { SEEDED_DECISION } from './seeded-decision.ts';
import { seededRandom, seedRequest } from './seeded-requests.ts';
import { SEEDED_NOW_MS } from './seeded-snapshots.ts';

type ExtraCall = Exclude<
  DashboardCall,
  | `keys.${string}`
  | `routing.${string}`
  | 'snapshot.get'
  | 'codex.launch'
  | 'codex.chooseFolder'
  | 'codex.restore'
>;
export type ExtraAnswers = {
  readonly [C in ExtraCall]: (input: CallInput<C>) => CallOutput<C>;
};

/** Made on demand: the log of a hundred thousand requests is never held. */
const recordAt = (index: number) =>
  seedRequest(seededRandom(index), 1_000_000 - index, SEEDED_NOW_MS - index * 37_000);

const happened = (): Outcome => ({ ok: true });

const flatten = (value: object, prefix: string): { key: string; value: unknown }[] =>
  Object.entries(value).flatMap(([name, child]: [string, unknown]) =>
    typeof child === 'object' && child !== null && !Array.isArray(child)
      ? flatten(child, `${prefix}${name}.`)
      : [{ key: `${prefix}${name}`, value: child }],
  );

/** Answers beyond the first line of the program; `isFull` false answers like one that lacks all of it. */
export const makeExtraAnswers = (
  isFull: boolean,
  historyLength: number,
  push: (change: (snapshot: AppSnapshot) => AppSnapshot) => void,
): ExtraAnswers => {
  const texts = new Map<SettingsFileName, string>([
    ['codex-routing-policy.yaml', SEEDED_POLICY_YAML],
    ['router.yaml', SEEDED_ROUTER_YAML],
  ]);
  const policy = new Map(flatten(policySchema.parse({}), '').map(({ key, value }) => [key, value]));
  const written = (file: SettingsFileName, text: string): SettingsWritten => {
    const at = text.split('\n').findIndex(line => line.includes('\t'));
    if (at !== -1)
      return {
        problems: [
          {
            file,
            line: at + 1,
            column: (text.split('\n')[at] ?? '').indexOf('\t') + 1,
            message: 'Tabs cannot indent YAML',
            remedy: 'Use two spaces.',
          },
        ],
      };
    texts.set(file, text);
    return { problems: [] };
  };
  const exams = SEEDED_EXAMS;
  let changes = SEEDED_CHANGES;
  return {
    'app.setStartAtLogin': ({ isOn }) => {
      push(now => ({ ...now, startsAtLogin: isOn }));
      return happened();
    },
    'codex.changes': () => (isFull ? { changes } : {}),
    'codex.choose': ({ swap, stopWithLastCodex }) => {
      push(now => ({
        ...now,
        codex: {
          ...now.codex,
          ...(swap === undefined ? {} : { swap: { wanted: swap, active: swap } }),
          ...(stopWithLastCodex === undefined ? {} : { stopWithLastCodex }),
        },
      }));
      return happened();
    },
    'codex.undoEverything': () => {
      changes = { files: [] };
      push(now => ({ ...now, codex: { ...now.codex, profile: 'absent' } }));
      return happened();
    },
    'codex.status': () => ({}),
    'codex.rememberFolder': happened,
    'dispatch.wake': ({ deployment }) => {
      push(now => ({
        ...now,
        ...(now.dispatch
          ? {
              dispatch: {
                ...now.dispatch,
                deployments: now.dispatch.deployments.map(
                  ({ hard_limit_reason, hard_limited_remaining_s, ...row }) =>
                    row.deployment === deployment
                      ? { ...row, hard_limited: false }
                      : { ...row, hard_limit_reason, hard_limited_remaining_s },
                ),
              },
            }
          : {}),
      }));
      return happened();
    },
    'dispatch.preview': ({ temperature }) => ({
      preview: {
        rows: [
          { deployment: 'gemini-flash-direct', soft_risk: 0.1, probability: 0.6 },
          { deployment: 'claude-sonnet-direct', soft_risk: 0.4, probability: temperature > 0.3 ? 0.2 : 0.1 },
          { deployment: 'codex-qwen-local', soft_risk: 0.2, probability: temperature > 0.3 ? 0.2 : 0.3 },
        ],
      },
    }),
    'dispatch.setWeights': ({ weights, temperature }) => {
      push(now =>
        now.dispatch
          ? { ...now, dispatch: { ...now.dispatch, soft_score_weights: weights, temperature } }
          : now,
      );
      return happened();
    },
    'decisions.get': () => (isFull ? { decision: SEEDED_DECISION } : {}),
    'adaptive.report': () => (isFull ? { report: seededReport(SEEDED_NOW_MS) } : {}),
    'adaptive.setRollout': ({ rollout }) => {
      push(now => {
        if (now.adaptive === undefined) return now;
        // A person's word ends what is said of a roll-back.
        const { rolled_back: _, ...adaptive } = now.adaptive;
        const stage = rollout === 'off' ? { enabled: false } : { enabled: true, rollout };
        return { ...now, adaptive: { ...adaptive, ...stage } };
      });
      return happened();
    },
    'budget.lift': happened,
    'budget.hold': happened,
    'history.query': ({ offset, limit, filter }) => {
      if (!isFull) return {};
      const total = filter.search === '' ? historyLength : 0;
      const length = Math.max(0, Math.min(limit, total - offset));
      return { page: { total, records: Array.from({ length }, (_, at) => recordAt(offset + at)) } };
    },
    'history.days': () => (isFull ? { days: seededDays(45, SEEDED_NOW_MS) } : {}),
    'settings.get': () =>
      isFull
        ? {
            settings: {
              files: [...texts].map(([file, text]) => ({
                file,
                path: `/home/ada/.config/signalbox/${file}`,
                text,
              })),
              policyValues: [...policy].map(([key, value]) => ({
                key,
                value: value as string,
                source: key === 'default_provider' ? 'environment' : 'default',
                ...(key === 'default_provider' ? { envName: 'CODEX_ROUTER_PROVIDER' } : {}),
              })),
              routerValues: [{ path: ['listen', 'port'], value: 4000 }],
            },
          }
        : {},
    'settings.write': ({ file, text }) => written(file, text),
    'settings.edit': ({ edits }) => {
      for (const { path, value } of edits) policy.set(path.join('.'), value);
      return { problems: [] };
    },
    'doctor.run': () => (isFull ? { report: SEEDED_DOCTOR } : {}),
    'exam.list': () => (isFull ? { exams: [...exams] } : {}),
    'exam.run': ({ deployment }) => {
      push(now => ({ ...now, exam: { running: { deployment, check: 'parallel-calls', done: 2 } } }));
      return happened();
    },
    'exam.cancel': () => {
      push(now => ({
        ...now,
        exam: { ended: { deployment: now.exam?.running?.deployment ?? '', atMs: now.nowMs } },
      }));
      return happened();
    },
    'ollama.start': happened,
    'ollama.stop': happened,
    'ollama.pull': happened,
    'ollama.cancelPull': () => {
      push(now => {
        const { pull: _, ...ollama } = now.ollama ?? { phase: 'stopped', model: '', isModelPresent: false };
        return { ...now, ollama };
      });
      return happened();
    },
  };
};
