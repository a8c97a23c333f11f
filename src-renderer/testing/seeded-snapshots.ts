import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import type { AppSnapshot, KeyStatus } from '../../src-main/contract/snapshot.ts';
import { inWords, say } from '../../src-main/domain/sentence/sentence.ts';
import { SEEDED_REASON_SO_FAR } from './seeded-decision.ts';
import { seededRandom, seedReason, seedRequest } from './seeded-requests.ts';

/** A fixed moment, so that pictures of a view differ only when the view does: 3 March 2026, 14:05:00 UTC. */
export const SEEDED_NOW_MS = Date.UTC(2026, 2, 3, 14, 5, 0);

const key = (provider: string, label: string, envName: string, more: Partial<KeyStatus> = {}): KeyStatus => ({
  provider,
  label,
  envName,
  present: false,
  remembered: false,
  ...more,
});

const NO_KEYS: readonly KeyStatus[] = [
  key('openai', 'OpenAI', 'OPENAI_API_KEY'),
  key('gemini', 'Gemini', 'GEMINI_API_KEY'),
  key('anthropic', 'Anthropic', 'ANTHROPIC_API_KEY'),
  key('huggingface', 'Hugging Face', 'HF_TOKEN'),
];

const SOME_KEYS: readonly KeyStatus[] = [
  key('openai', 'OpenAI', 'OPENAI_API_KEY', {
    present: true,
    source: 'environment',
    lastCheck: {
      atMs: SEEDED_NOW_MS - 60_000,
      result: 'accepted',
      ...inWords({ message: say`${'OpenAI'} accepted the key.` }),
    },
  }),
  key('gemini', 'Gemini', 'GEMINI_API_KEY', { present: true, source: 'typed' }),
  key('anthropic', 'Anthropic', 'ANTHROPIC_API_KEY', {
    present: true,
    source: 'keychain',
    remembered: true,
    lastCheck: {
      atMs: SEEDED_NOW_MS - 5_000,
      result: 'refused',
      ...inWords({ message: say`${'Anthropic'} refused the key (HTTP ${401}).` }),
    },
  }),
  key('huggingface', 'Hugging Face', 'HF_TOKEN'),
];

const JUST_STARTED = {
  requestedModel: 'codex-light',
  selectedModel: 'codex-qwen-local',
  provider: 'ollama',
  kind: 'title',
} as const;

const seedRequests = (count: number): RequestEvent[] => {
  const random = seededRandom(7);
  const ended = Array.from({ length: count }, (_, index) =>
    seedRequest(random, count - index, SEEDED_NOW_MS - 4000 - index * 9000),
  );
  const running: RequestEvent[] = [
    {
      id: 'req_900002',
      phase: 'started',
      startedAtMs: SEEDED_NOW_MS - 400,
      ...JUST_STARTED,
      reason: seedReason(JUST_STARTED, 'first-in-order'),
    },
    {
      id: 'req_900001',
      phase: 'first-byte',
      startedAtMs: SEEDED_NOW_MS - 2600,
      requestedModel: 'codex-default',
      selectedModel: 'gemini-flash-direct',
      provider: 'gemini',
      ttftMs: 812,
      kind: 'turn',
      reason: SEEDED_REASON_SO_FAR,
    },
  ];
  return [...running, ...ended];
};

const CODEX: AppSnapshot['codex'] = {
  home: '/home/ada/.codex',
  installed: { version: '0.169.0', path: '/usr/local/bin/codex', supported: true },
  profile: 'ours',
  swap: { wanted: false, active: false },
  stopWithLastCodex: false,
  recentFolders: ['/home/ada/work/points', '/home/ada/work/interlocking', '/home/ada/notes'],
};

const HEARD_CODEX = { ...CODEX, heardAtMs: SEEDED_NOW_MS - 4_000 };

const base = (more: Partial<AppSnapshot>): AppSnapshot => ({
  version: '0.1.0',
  host: 'tray',
  nowMs: SEEDED_NOW_MS,
  routing: { phase: 'stopped', sinceMs: SEEDED_NOW_MS - 65_000, restarts: 0, inFlight: 0 },
  keys: [...NO_KEYS],
  codex: { ...CODEX, profile: 'absent', recentFolders: [] },
  requests: [],
  startsAtLogin: false,
  ...more,
});

/** 10 kB, markup, direction marks, emoji and control characters: what a person's data may contain. */
export const HOSTILE_TEXT = `<img src=x onerror="document.title='owned'"><b>bold</b> \u202Etxet desrever\u202C \u2067rtl\u2069 👩‍👩‍👧‍👦🚂 &amp; "quotes" ${'x'.repeat(10_000)} end`;

const hostileRequest = (request: RequestEvent): RequestEvent => ({
  ...request,
  requestedModel: HOSTILE_TEXT,
  selectedModel: `\u202E${request.selectedModel ?? ''}<script>`,
  provider: HOSTILE_TEXT,
  reason: HOSTILE_TEXT,
});

/** Every state a picture or a check is taken of, by name. */
export const SEEDED_SNAPSHOTS = {
  first: base({}),
  running: base({
    routing: { phase: 'ready', sinceMs: SEEDED_NOW_MS - 4_520_000, port: 4000, restarts: 1, inFlight: 2 },
    keys: [...SOME_KEYS],
    codex: HEARD_CODEX,
    requests: seedRequests(24),
  }),
  full: base({
    routing: { phase: 'ready', sinceMs: SEEDED_NOW_MS - 4_520_000, port: 4000, restarts: 0, inFlight: 2 },
    keys: [...SOME_KEYS],
    codex: HEARD_CODEX,
    requests: seedRequests(198),
  }),
  failed: base({
    host: 'headless',
    keys: [...SOME_KEYS],
    codex: {
      home: CODEX.home,
      profile: 'foreign',
      recentFolders: [],
      installed: { version: '0.121.0', path: '/usr/bin/codex', supported: false },
      fault: {
        code: 'codex-too-old',
        ...inWords({
          message: say`Codex ${'0.121.0'} has no profile files; 0.${134}.0 or newer is needed.`,
          remedy: say`Update it with "${'npm install -g @openai/codex'}@latest" (or "codex update").`,
        }),
      },
    },
    routing: {
      phase: 'failed',
      sinceMs: SEEDED_NOW_MS - 3000,
      restarts: 0,
      inFlight: 0,
      fault: {
        code: 'port-in-use',
        ...inWords({
          message: say`Another program already listens on ${'127.0.0.1'}:${4000}.`,
          remedy: say`Close it, or ${say`choose another port under listen.port in router.yaml, or start with --port 0 for a free one`}.`,
        }),
      },
    },
  }),
  'backing-off': base({
    keys: [...SOME_KEYS],
    codex: {
      ...CODEX,
      swap: {
        wanted: true,
        active: false,
        problem: {
          code: 'swap-conflict',
          ...inWords({
            message: say`${'config.toml'} ${say`uses ${'model_provider'} in a way that leaves no place for ours`}; nothing was changed.`,
            remedy: say`Use Launch, which needs no change of this file, or correct the file first.`,
          }),
        },
      },
    },
    requests: seedRequests(12),
    routing: {
      phase: 'backing-off',
      sinceMs: SEEDED_NOW_MS - 1000,
      retryAtMs: SEEDED_NOW_MS + 7_200,
      restarts: 3,
      inFlight: 0,
      fault: {
        code: 'child-failed',
        ...inWords({
          message: say`The router process ended (${say`signal ${'SIGKILL'}`}).`,
          remedy: say`It is started again by itself.`,
        }),
      },
    },
  }),
  hostile: base({
    routing: {
      phase: 'failed',
      sinceMs: SEEDED_NOW_MS - 1000,
      restarts: 0,
      inFlight: 0,
      fault: { code: 'start-failed', message: HOSTILE_TEXT, remedy: HOSTILE_TEXT },
    },
    keys: SOME_KEYS.map(status =>
      status.lastCheck ? { ...status, lastCheck: { ...status.lastCheck, message: HOSTILE_TEXT } } : status,
    ),
    codex: {
      ...CODEX,
      home: HOSTILE_TEXT,
      recentFolders: [HOSTILE_TEXT, `/tmp/\u202Egnp.exe`],
      swap: {
        wanted: true,
        active: false,
        problem: { code: 'swap-conflict', message: HOSTILE_TEXT, remedy: HOSTILE_TEXT },
      },
    },
    requests: seedRequests(6).map(hostileRequest),
  }),
} as const satisfies Record<string, AppSnapshot>;

export type SeededName = keyof typeof SEEDED_SNAPSHOTS;
