import { ROUTED_PROFILE } from './codex-names.ts';

/** One process of this machine, as far as the system tells of it. */
export interface ProcessFacts {
  readonly pid: number;
  readonly parentPid: number;
  readonly argv: readonly string[];
  /** Working folder, where the system says. */
  readonly folder?: string | undefined;
  /** Where its Codex keeps its files; undefined where the system does not say. */
  readonly codexHome?: string | undefined;
}

/** A Codex that is open and sends its requests to the router. */
export interface CodexSession {
  readonly pid: number;
  readonly folder?: string;
}

export interface SessionQuestion {
  readonly home: string;
  /** Then a Codex without a profile uses the router, too. */
  readonly isSwapped: boolean;
}

/**
 * The routed Codex sessions among the processes. npm's `codex` is a Node script that starts the real program:
 * the two are one session. The background server outlives every session, and is none.
 */
export function findSessions(
  processes: readonly ProcessFacts[],
  { home, isSwapped }: SessionQuestion,
): CodexSession[] {
  const routed = processes.filter(candidate => {
    const args = codexArgs(candidate.argv);
    if (args === undefined || isOurQuestion(args)) return false;
    if (candidate.codexHome !== undefined && candidate.codexHome !== home) return false;
    const profile = profileOf(args);
    return profile === ROUTED_PROFILE || (isSwapped && profile === undefined);
  });
  const pids = new Set(routed.map(({ pid }) => pid));
  return routed
    .filter(({ parentPid }) => !pids.has(parentPid))
    .map(({ pid, folder }) => ({ pid, ...(folder !== undefined && { folder }) }));
}

/**
 * Codex's background server of this home, while no Codex window uses it. It makes the calls of later windows
 * with the environment of the window that started it: stale after a swap, for instance without NO_PROXY.
 */
export function findIdleDaemon(processes: readonly ProcessFacts[], home: string): number | undefined {
  const here = processes.filter(({ codexHome }) => codexHome === undefined || codexHome === home);
  const isDaemon = ({ argv }: ProcessFacts) => codexArgs(argv)?.includes('--managed-daemon') === true;
  const isWindow = ({ argv }: ProcessFacts) => {
    const args = codexArgs(argv);
    return args !== undefined && !args.includes('app-server') && !isOurQuestion(args);
  };
  return here.some(isWindow) ? undefined : here.find(isDaemon)?.pid;
}

/** What follows `codex`, or undefined for another program. */
function codexArgs(argv: readonly string[]): readonly string[] | undefined {
  const [program = '', script = ''] = argv.map(nameOf);
  if (program === 'codex') return argv.slice(1);
  const isRunner = program === 'node' || program === 'bun';
  return isRunner && script === 'codex' ? argv.slice(2) : undefined;
}

function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.(exe|js|cmd)$/i, '').toLowerCase();
}

/** Codex asked by Signalbox itself about its version or configuration, and Codex's own background server. */
function isOurQuestion(args: readonly string[]): boolean {
  return ['--version', '--managed-daemon', 'signalbox-configuration-check', '--strict-config', 'debug'].some(
    word => args.includes(word),
  );
}

function profileOf(args: readonly string[]): string | undefined {
  const at = args.findIndex(arg => arg === '--profile' || arg === '-p');
  if (at >= 0) return args[at + 1];
  return args.find(arg => arg.startsWith('--profile='))?.slice('--profile='.length);
}
