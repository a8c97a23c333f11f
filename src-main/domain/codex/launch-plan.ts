import { HUGGINGFACE_PROFILE, ROUTED_PROFILE } from './codex-names.ts';
import type { Environment, EnvironmentChange } from './environment.ts';
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
  /** Written into the child's environment only when it is not Codex's default. */
  readonly codexHome: string | undefined;
  readonly environment: Environment;
  /** Variables that carry provider keys: a routed Codex needs none, and its shell commands must not see any. */
  readonly keyNames: readonly string[];
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
  const home = request.codexHome === undefined ? {} : { CODEX_HOME: request.codexHome };
  return {
    argv: [request.codexPath, ...MODE_ARGS[mode], ...(request.extraArgs ?? [])],
    environment: {
      set: { ...home, ...(routed ? exemptLoopback(environment) : {}) },
      unset: mode === 'plain' ? [] : request.keyNames.filter(name => environment[name] !== undefined),
    },
    profile: routed ? ROUTED_PROFILE : mode === 'huggingface' ? HUGGINGFACE_PROFILE : undefined,
    needsRouter: routed,
  };
}
