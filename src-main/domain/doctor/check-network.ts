import { say } from '../sentence/sentence.ts';
import { type DoctorCheck, judgeAs } from './doctor-check.ts';

export type PortFact =
  | { readonly kind: 'free'; readonly port: number }
  | { readonly kind: 'ours'; readonly port: number }
  | { readonly kind: 'stranger'; readonly port: number; readonly owner?: string }
  /** The system does not let this user listen there. */
  | { readonly kind: 'forbidden'; readonly port: number };

export function checkPort(fact: PortFact | undefined): DoctorCheck {
  const judge = judgeAs('port', say`Router port`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  const { port } = fact;
  switch (fact.kind) {
    case 'free':
      return judge('ok', say`Port ${port} is free; routing is stopped.`);
    case 'ours':
      return judge('ok', say`Signalbox answers on port ${port}.`);
    case 'stranger':
      return judge(
        'bad',
        say`Port ${port} is held by ${fact.owner ?? say`another program`}.`,
        say`End that program, or set another listen.port in router.yaml.`,
      );
    case 'forbidden':
      return judge(
        'bad',
        say`Listening on port ${port} is not allowed.`,
        say`Set listen.port in router.yaml to a port above 1024.`,
      );
    default: {
      const unexpected: never = fact;
      return unexpected;
    }
  }
}

const PROXY_NAMES = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
] as const;

/** True where an entry of NO_PROXY covers the address the router listens on; "localhost" does not, it is a name. */
function coversLoopback(noProxy: string): boolean {
  return noProxy
    .split(/[\s,]+/)
    .map(entry => entry.replace(/:\d+$/, ''))
    .some(entry => ['*', '127.0.0.1', '127.0.0.0/8', '127.*', '127.'].includes(entry));
}

/** Codex honours proxy variables; without an exception its requests to the router go to the proxy. */
export function checkProxyVariables(env: Readonly<Record<string, string | undefined>>): DoctorCheck {
  const judge = judgeAs('proxy-variables', say`Proxy variables`);
  const set = PROXY_NAMES.filter(name => (env[name] ?? '') !== '');
  if (set.length === 0) return judge('ok', say`No proxy variable is set.`);
  const noProxy = [env.NO_PROXY, env.no_proxy].filter(value => value !== undefined && value !== '').join(',');
  const names = set.join(', ');
  if (coversLoopback(noProxy)) return judge('ok', say`${names} set, with an exception for 127.0.0.1.`);
  return judge(
    'bad',
    say`${names} set and NO_PROXY does not except 127.0.0.1: Codex sends its requests to the proxy and not to the router.`,
    say`Add 127.0.0.1,localhost,::1 to NO_PROXY.`,
  );
}

export interface ClockFact {
  /** Ours minus the server's; positive when ours is ahead. */
  readonly skewMs: number;
}

const BAD_SKEW_MS = 300_000;
const WARN_SKEW_MS = 60_000;

export function checkClock(fact: ClockFact | undefined): DoctorCheck {
  const judge = judgeAs('clock', say`Clock`);
  if (fact === undefined) return judge('skipped', say`No server could be asked for the time.`);
  const seconds = Math.round(Math.abs(fact.skewMs) / 1000);
  const way = fact.skewMs > 0 ? say`ahead` : say`behind`;
  const remedy = say`Let the system set the time from the network.`;
  if (Math.abs(fact.skewMs) >= BAD_SKEW_MS) {
    return judge('bad', say`The clock is ${seconds} s ${way}; providers refuse such requests.`, remedy);
  }
  if (Math.abs(fact.skewMs) >= WARN_SKEW_MS)
    return judge('warn', say`The clock is ${seconds} s ${way}.`, remedy);
  return judge('ok', say`The clock is right.`);
}

export interface WslFact {
  readonly isWsl: boolean;
  /** The `codex` found is a Windows program, or its home is on a Windows disk. */
  readonly crossesToWindows: boolean;
}

export function checkWsl(fact: WslFact | undefined): DoctorCheck {
  const judge = judgeAs('wsl', say`Windows Subsystem for Linux`);
  if (fact === undefined || !fact.isWsl) return judge('skipped', say`Not under WSL.`);
  if (!fact.crossesToWindows) return judge('ok', say`Codex and Signalbox are on the same side.`);
  return judge(
    'warn',
    say`Codex runs on the Windows side and Signalbox in WSL: 127.0.0.1 may not be the same machine for both.`,
    say`Install Codex inside WSL, or run Signalbox on Windows, or set networkingMode=mirrored in .wslconfig.`,
  );
}
