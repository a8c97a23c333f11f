import { spawn } from 'node:child_process';

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [timeoutMs] the program is killed after this and counts as failed
 * @property {boolean} [inherit] the program writes to our terminal instead of being captured
 */

/**
 * Runs a program to its end. A program that cannot be started comes back as code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string, timedOut: boolean }>} output is stdout and stderr together
 */
export function run(command, args, { cwd, env = process.env, timeoutMs, inherit = false } = {}) {
  return new Promise(resolve => {
    // npm.cmd and friends are batch files, which Windows starts only through a shell.
    const shell = process.platform === 'win32' && /\.(cmd|bat)$/i.test(command);
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = inherit ? 'inherit' : ['ignore', 'pipe', 'pipe'];
    /** @type {import('node:child_process').ChildProcess} */
    const child = spawn(command, args, { cwd, env, stdio, shell, windowsHide: true });
    let output = '';
    let timedOut = false;
    child.stdout?.setEncoding('utf8').on('data', text => {
      output += text;
    });
    child.stderr?.setEncoding('utf8').on('data', text => {
      output += text;
    });
    const unforward = forwardSignals(child);
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    const finish = (/** @type {number} */ code) => {
      clearTimeout(timer);
      unforward();
      resolve({ code, output, timedOut });
    };
    child.once('error', error => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code, signal) => finish(exitCode(code, signal)));
  });
}

/** As `run`, but a failure throws, with the end of what the program printed. */
export async function mustRun(
  /** @type {string} */ command,
  /** @type {readonly string[]} */ args,
  /** @type {RunOptions} */ options = {},
) {
  const result = await run(command, args, options);
  if (result.code === 0) return result;
  throw new Error(failure([command, ...args], result));
}

/**
 * Passes our own end on to a child. Ctrl-C in a terminal reaches the child without us, and a second one
 * would mean "now" to many programs, so it is forwarded only when there is no terminal.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {() => void} stops forwarding
 */
export function forwardSignals(child) {
  const interrupt = () => {
    if (!process.stdin.isTTY) child.kill('SIGINT');
  };
  const terminate = () => void child.kill('SIGTERM');
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  process.on('SIGHUP', terminate);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', terminate);
    process.off('SIGHUP', terminate);
  };
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * The code a shell would report: a signal is 128 and its number.
 * @param {number | null} code
 * @param {string | null} signal
 * @returns {number}
 */
export function exitCode(code, signal) {
  if (code !== null) return code;
  return 128 + (signalNumbers[/** @type {keyof typeof signalNumbers} */ (signal)] ?? 1);
}

/**
 * How to call npm: the very npm that runs us when there is one, so that its version and settings hold.
 * @param {{ platform: string, env: Record<string, string | undefined>, execPath: string }} machine
 * @returns {{ command: string, args: string[] }}
 */
export function npmCommand({ platform, env, execPath }) {
  const script = env.npm_execpath;
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script)) return { command: execPath, args: [script] };
  return { command: platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/**
 * Runs npm; throws when it fails, and then says in words when it was the network.
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export async function npm(args, options) {
  const { command, args: first } = npmCommand(process);
  const result = await run(command, [...first, ...args], options);
  if (result.code === 0) return result;
  const hint = npmHint(result.output);
  throw new Error([failure(['npm', ...args], result), ...(hint === undefined ? [] : ['', hint])].join('\n'));
}

/**
 * What helps, where npm's own words bury it.
 * @param {string} output of a failed npm
 * @returns {string | undefined}
 */
export function npmHint(output) {
  if (
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT)\b/.test(output)
  ) {
    return 'The npm registry cannot be reached: is there a network? `npm config set proxy` names a proxy.';
  }
  if (/\bENOSPC\b/.test(output)) return 'The disk is full.';
  return undefined;
}

/**
 * @param {readonly string[]} words the command
 * @param {{ code: number, output: string, timedOut: boolean }} result
 */
function failure(words, { code, output, timedOut }) {
  return `${words.join(' ')}\n${timedOut ? 'took too long' : `ended with code ${code}`}\n${output.slice(-4000)}`;
}
