import { spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';

export interface PseudoTerminal extends AsyncDisposable {
  /** Resolves when the screen has shown this, escape sequences left out; rejects with the screen after `withinMs`. */
  shows(words: RegExp, withinMs?: number): Promise<void>;
  type(keys: string): void;
}

/** Answers to what a full-screen program asks its terminal: where the cursor is, what it can do, its colours. */
const ANSWERS: readonly (readonly [question: string, answer: string])[] = [
  ['\u001b[6n', '\u001b[1;1R'],
  ['\u001b[c', '\u001b[?1;2c'],
  ['\u001b]10;?', '\u001b]10;rgb:ffff/ffff/ffff\u001b\\'],
  ['\u001b]11;?', '\u001b]11;rgb:0000/0000/0000\u001b\\'],
];

// Escape sequences are what this is about.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they start with one
const ESCAPES = /\u001b(?:\[[0-9;?>]*[a-zA-Z]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|.)/g;

/** Runs a shell command on a terminal of its own, by `script` of util-linux. */
export function pseudoTerminal(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): PseudoTerminal {
  const child = spawn('script', ['-qec', `stty rows 40 cols 120; exec ${command}`, '/dev/null'], {
    cwd,
    env: { ...env, TERM: 'xterm-256color' },
    detached: true,
  });
  let screen = '';
  let wake: () => void = () => undefined;
  child.stdout.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    for (const [question, answer] of ANSWERS) if (text.includes(question)) child.stdin.write(answer);
    screen += text.replace(ESCAPES, ' ');
    wake();
  });
  const ended = new Promise<void>(resolve => child.once('close', () => resolve()));
  return {
    async shows(words, withinMs = 30_000) {
      const stop = new AbortController();
      const late = pause(withinMs, 'late', { signal: stop.signal }).catch(() => undefined);
      try {
        while (!words.test(screen)) {
          const changed = new Promise<void>(resolve => {
            wake = resolve;
          });
          const which = await Promise.race([changed, late]);
          if (which === 'late')
            throw new Error(`${words} never came:\n${screen.replace(/[\s⠀-⣿]+/g, ' ').slice(-2000)}`);
        }
      } finally {
        stop.abort();
      }
    },
    type: keys => void child.stdin.write(keys),
    async [Symbol.asyncDispose]() {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
      await ended;
    },
  };
}
