/** The settings of the policy that flags and environment can override. */
export interface OverridablePolicy {
  readonly default_provider: string;
  readonly default_codex_provider: string;
  readonly avoid_openai: boolean;
  readonly open_models_only: boolean;
  readonly max_cost_usd: number;
}

export type PolicyFlags = { readonly [K in keyof OverridablePolicy]?: OverridablePolicy[K] | undefined };

export type ValueSource = 'flag' | 'environment' | 'file' | 'default';

/** One line of `policy show`: a setting, its value and where that came from. */
export interface PolicyValue {
  /** Dotted name: `budgets.day_usd`. */
  readonly key: string;
  readonly value: unknown;
  readonly source: ValueSource;
  /** The environment variable, where that is the source. */
  readonly envName?: string;
}

type Env = Readonly<Record<string, string | undefined>>;
interface Override {
  readonly value: unknown;
  readonly source: ValueSource;
  readonly envName?: string;
}

/** `CODEX_ROUTER_OPENAI_MODE=avoid` avoids OpenAI; `allow` and `auto` say that it may be used. */
function openaiModeOverride(mode: string | undefined): boolean | undefined {
  switch (mode?.trim().toLowerCase()) {
    case 'avoid':
      return true;
    case 'allow':
    case 'auto':
      return false;
    default:
      return undefined;
  }
}

function overrides(flags: PolicyFlags, env: Env): Map<string, Override> {
  const found = new Map<string, Override>();
  const take = (key: keyof OverridablePolicy, envName: string, value: unknown) => {
    if (value !== undefined && value !== '') found.set(key, { value, source: 'environment', envName });
  };
  take('default_provider', 'CODEX_ROUTER_PROVIDER', env.CODEX_ROUTER_PROVIDER?.trim());
  take('default_codex_provider', 'CODEX_ROUTER_CODEX_PROVIDER', env.CODEX_ROUTER_CODEX_PROVIDER?.trim());
  take('avoid_openai', 'CODEX_ROUTER_OPENAI_MODE', openaiModeOverride(env.CODEX_ROUTER_OPENAI_MODE));
  for (const [key, value] of Object.entries(flags)) {
    if (value !== undefined) found.set(key, { value, source: 'flag' });
  }
  return found;
}

function* leaves(value: object, prefix: string): Generator<readonly [string, unknown]> {
  for (const [key, child] of Object.entries(value)) {
    const name = prefix ? `${prefix}.${key}` : key;
    if (typeof child === 'object' && child !== null && !Array.isArray(child)) yield* leaves(child, name);
    else if (child !== undefined) yield [name, child];
  }
}

/**
 * Precedence: command-line flags, then the environment, then the policy file, then the defaults.
 * @param givenKeys dotted names the file itself gives
 * @returns the policy in force, and every value with its source, in the file's order
 */
export function effectivePolicy<P extends OverridablePolicy>(
  policy: P,
  givenKeys: ReadonlySet<string>,
  env: Env,
  flags: PolicyFlags = {},
): { readonly policy: P; readonly values: readonly PolicyValue[] } {
  const found = overrides(flags, env);
  const changed = Object.fromEntries([...found].map(([key, { value }]) => [key, value]));
  const effective: P = { ...policy, ...changed };
  const values = [...leaves(effective, '')].map(([key, value]): PolicyValue => {
    const override = found.get(key);
    if (!override) return { key, value, source: givenKeys.has(key) ? 'file' : 'default' };
    const { source, envName } = override;
    return envName ? { key, value, source, envName } : { key, value, source };
  });
  return { policy: effective, values };
}
