import { HUGGINGFACE_PROFILE, LAUNCH_MODE_ENV, ROUTED_PROFILE } from './codex-names.ts';
import type { Environment, EnvironmentChange, Platform } from './environment.ts';
import { exemptLoopback } from './loopback-proxy.ts';

export type LaunchModeName = 'routed' | 'no-openai' | 'local' | 'huggingface' | 'plain';

export interface LaunchPlan {
  /** The program and its arguments. */
  readonly argv: readonly [string, ...string[]];
  readonly environment: EnvironmentChange;
  /** Profile file that must be in place first. */
  readonly profile: string | undefined;
  /** Whether the router must be running. */
  readonly needsRouter: boolean;
}

export interface LaunchRequest {
  readonly mode: LaunchModeName;
  readonly codexPath: string;
  /** What the child must see even in a terminal that does not inherit our environment: CODEX_HOME and the like. */
  readonly carry: Readonly<Record<string, string>>;
  readonly environment: Environment;
  readonly platform: Platform;
  /** Variables that carry provider keys: a routed Codex needs none, and its shell commands must not see any. */
  readonly keyNames: readonly string[];
  /** Swap mode is in force: plain Codex calls the router, too. */
  readonly isSwapped?: boolean;
  /** Arguments of the person's own, after ours: theirs win. */
  readonly extraArgs?: readonly string[];
}

const MODE_ARGS: Readonly<Record<LaunchModeName, readonly string[]>> = {
  routed: ['--profile', ROUTED_PROFILE],
  'no-openai': ['--profile', ROUTED_PROFILE, '-m', 'codex-no-openai'],
  local: ['--profile', ROUTED_PROFILE, '-m', 'codex-qwen-local'],
  huggingface: ['--profile', HUGGINGFACE_PROFILE],
  plain: [],
};

/** How Codex is started in each mode. Plain Codex gets the person's own environment, whatever is in it. */
export function planLaunch(request: LaunchRequest): LaunchPlan {
  const { mode, environment } = request;
  const routed = mode === 'routed' || mode === 'no-openai' || mode === 'local';
  return {
    argv: [request.codexPath, ...MODE_ARGS[mode], ...(request.extraArgs ?? [])],
    environment: {
      set: {
        ...request.carry,
        ...pathWithCodex(request),
        ...(routed || request.isSwapped === true ? exemptLoopback(environment) : {}),
        ...(routed ? { [LAUNCH_MODE_ENV]: mode } : {}),
      },
      unset: mode === 'plain' ? [] : namesPresent(request),
    },
    profile: routed ? ROUTED_PROFILE : mode === 'huggingface' ? HUGGINGFACE_PROFILE : undefined,
    needsRouter: routed,
  };
}

/** As the environment spells them: Windows looks names up without regard to case. */
function namesPresent({ environment, keyNames, platform }: LaunchRequest): string[] {
  const fold = (name: string) => (platform === 'win32' ? name.toUpperCase() : name);
  const keys = new Set(keyNames.map(fold));
  return Object.keys(environment).filter(name => environment[name] !== undefined && keys.has(fold(name)));
}

/**
 * A desktop session's PATH often lacks the folder of a version manager where `codex` and the `node` it is
 * run by lie together. On macOS the terminal's login shell sets PATH itself; on Windows the shim finds node.
 */
function pathWithCodex({ codexPath, environment, platform }: LaunchRequest): Record<string, string> {
  const folder = codexPath.slice(0, codexPath.lastIndexOf('/'));
  const path = environment.PATH ?? '';
  if (platform !== 'linux' || folder === '' || path.split(':').includes(folder)) return {};
  return { PATH: path === '' ? folder : `${path}:${folder}` };
}
