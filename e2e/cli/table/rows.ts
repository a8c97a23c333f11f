/** One command line with how it ends. */
export interface Row {
  readonly args: readonly string[];
  /** 0 unless said otherwise. */
  readonly exitCode?: number;
  /** File of its golden output; the words of the command unless said otherwise. */
  readonly golden?: string;
  readonly input?: string;
  /** Keys of its JSON document, some of them at least. */
  readonly keys: readonly string[];
  /** Too long to be read whole: it is only seen to be there. */
  readonly isLong?: boolean;
  /** Codex talks on its standard error. */
  readonly hasCodexTalking?: boolean;
  /** Every number it prints is a measurement. */
  readonly isMeasured?: boolean;
}

/** In one running Signalbox, in this order, with a stand-in for OpenAI and the real Codex. */
export const WITH_SIGNALBOX: readonly Row[] = [
  { args: ['keys', 'set', 'openai'], input: 'sk-of-the-test-0123456789\n', keys: ['provider', 'saved'] },
  { args: ['keys', 'list'], golden: 'keys-list-running', keys: ['isRunning', 'keys'] },
  { args: ['status'], keys: ['host', 'routing', 'keys'] },
  { args: ['token'], keys: ['token'] },
  { args: ['probe', 'openai-default', '--call'], keys: ['aliases'] },
  { args: ['exam', 'openai-default'], exitCode: 1, keys: ['deployment'], isMeasured: true },
  {
    args: ['run', '--codex-arg=--skip-git-repo-check', 'Fix the typo in README.md'],
    keys: ['plan', 'answer'],
    hasCodexTalking: true,
  },
  { args: ['launch'], keys: ['launched'] },
  { args: ['codex', 'status'], golden: 'codex-status-running', keys: ['home', 'swap'] },
  { args: ['codex', 'enable'], keys: [] },
  { args: ['codex', 'stop-with-last', 'on'], keys: [] },
  { args: ['codex', 'restore'], keys: [] },
  { args: ['codex', 'disable'], keys: [] },
  { args: ['codex', 'undo', '--leftovers', 'discard'], keys: [] },
  { args: ['bench', 'dispatch', '-n', '1'], keys: [], isMeasured: true },
  { args: ['bench', 'stream', '-n', '1'], keys: [], isMeasured: true },
  { args: ['adaptive', 'shadow'], keys: ['rollout'] },
  { args: ['adaptive', 'status'], keys: [] },
  { args: ['adaptive', 'report'], keys: [] },
  { args: ['adaptive', 'canary'], keys: ['rollout'] },
  { args: ['adaptive', 'live'], keys: ['rollout'] },
  { args: ['adaptive', 'off'], keys: ['rollout'] },
  { args: ['keys', 'forget', 'openai'], keys: ['forgotten'] },
  { args: ['restart'], keys: ['port'] },
];

/** In one running Signalbox, in this order, with a stand-in for Ollama. */
export const WITH_OLLAMA: readonly Row[] = [
  { args: ['ollama', 'start'], keys: [] },
  { args: ['ollama', 'pull'], keys: ['model'] },
  { args: ['ollama', 'load'], keys: ['model', 'loaded'] },
  { args: ['ask', 'hello'], keys: ['text'] },
  { args: ['bench', 'local', '--repeats', '1'], keys: [], isMeasured: true },
  { args: ['ollama', 'unload'], keys: ['model', 'loaded'] },
  { args: ['ollama', 'stop'], keys: [] },
];

/** Without a running Signalbox, on a machine with neither Codex nor Ollama. */
export const ALONE: readonly Row[] = [
  { args: ['history', '--limit', '2'], golden: 'history', keys: ['records'] },
  { args: ['history', '--why'], golden: 'history-why', keys: ['records'] },
  { args: ['stats'], keys: ['all', 'byAlias', 'damagedLines'] },
  { args: ['keys', 'list'], keys: ['isRunning', 'keys'] },
  { args: ['policy', 'show'], keys: ['path', 'values', 'problems'] },
  { args: ['policy', 'check'], keys: ['ok', 'files', 'problems'] },
  { args: ['run', '--dry-run', 'Refactor the parser and add a test'], golden: 'run-dry', keys: ['plan'] },
  {
    args: ['run', '--dry-run', 'Corrige la faille de sécurité du module de paiement'],
    golden: 'run-dry-french',
    keys: ['plan'],
  },
  { args: ['ollama', 'status'], keys: ['phase', 'model', 'models'] },
  { args: ['probe', 'codex-no-openai'], exitCode: 1, golden: 'probe', keys: ['aliases'] },
  { args: ['codex', 'status'], keys: [] },
  { args: ['bench', 'adaptive', '--seeds', '1', '--preset', 'reference'], keys: ['presets'], isLong: true },
  { args: ['completion', 'fish'], keys: ['shell', 'script'], isLong: true },
];

/** Commands that start, end or mend something: seen to succeed, for people and as JSON, by a test of their own. */
export const IN_TESTS_OF_THEIR_OWN: Readonly<Record<string, string>> = {
  start: 'start.spec.ts',
  serve: 'successes.spec.ts',
  stop: 'every-command.spec.ts',
  doctor: 'doctor.spec.ts',
};
