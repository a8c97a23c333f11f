import type { TaskClass } from '../classify/classify-task.ts';
import type { Complexity } from '../classify/cue.ts';

/** What router.yaml offers, as far as choosing needs it. */
export interface ModelOffer {
  /** Alias to the providers of its candidates, in their order. */
  readonly aliases: Readonly<Record<string, readonly string[]>>;
  /** Deployment to its provider. */
  readonly deployments: Readonly<Record<string, string>>;
}

export interface ModelWish {
  /** An alias or deployment that the person named: nothing else is looked at. */
  readonly forced?: string | undefined;
  /** Provider of the flags, the environment or `default_provider`; `auto` leaves it open. */
  readonly provider: string;
  /** `task_provider_rules`, by complexity. */
  readonly rules: Readonly<Record<Complexity, string>>;
  readonly avoidOpenAi: boolean;
  /** Whether a provider can be asked at all: it has its key, or needs none. */
  readonly isUsable: (provider: string) => boolean;
  /** A deployment whose `routing_preferences` the task matches. */
  readonly preferred?: { readonly deployment: string; readonly name: string } | undefined;
}

export type ModelChoice =
  | {
      readonly kind: 'chosen';
      /** What Codex asks the router for. */
      readonly model: string;
      /** In words, for the plan. */
      readonly reason: string;
    }
  | { readonly kind: 'unknown-model' | 'unknown-provider' | 'openai-avoided'; readonly name: string };

/** The alias for tasks that are neither small nor hard. */
const USUAL = 'codex-default';

const AT_HOME: Readonly<Record<string, string>> = {
  gemini: 'codex-no-openai',
  anthropic: 'codex-claude',
  huggingface: 'codex-hf-cheap',
  ollama: 'codex-qwen-local',
};

/**
 * The model to ask for: what the person named, else their provider, else what the task itself wishes, else a
 * matching preference, else the provider rule of its complexity, else the alias of the task, else the usual one.
 */
export function chooseModel(task: TaskClass, wish: ModelWish, offer: ModelOffer): ModelChoice {
  const { forced, provider, preferred } = wish;
  if (forced !== undefined) {
    const isKnown = Object.hasOwn(offer.aliases, forced) || Object.hasOwn(offer.deployments, forced);
    if (!isKnown) return { kind: 'unknown-model', name: forced };
    return { kind: 'chosen', model: forced, reason: 'named with --force-model' };
  }
  if (provider !== 'auto') {
    if (provider === 'openai' && wish.avoidOpenAi) return { kind: 'openai-avoided', name: provider };
    const model = modelAt(provider, task.alias, offer);
    if (model === undefined) return { kind: 'unknown-provider', name: provider };
    return { kind: 'chosen', model, reason: `provider ${provider} was asked for` };
  }
  const cue = `${task.complexity} task (${cueWords(task)})`;
  const byComplexity = ['codex-light', USUAL, 'codex-deep'].includes(task.alias);
  if (!byComplexity) return { kind: 'chosen', model: task.alias, reason: `${cue}, ${wishWords(task, wish)}` };
  // The size of a task is no promise: somebody whose router.yaml has no alias for it is served by the usual one.
  const isMissing = !Object.hasOwn(offer.aliases, task.alias) && Object.hasOwn(offer.aliases, USUAL);
  const usual = isMissing ? USUAL : task.alias;
  const reason = isMissing ? `${cue}, and router.yaml has no ${task.alias}` : cue;
  if (preferred !== undefined) {
    const model = aliasLedBy(preferred.deployment, offer) ?? preferred.deployment;
    return { kind: 'chosen', model, reason: `${reason}, fits the preference "${preferred.name}"` };
  }
  const rule = wish.rules[task.complexity];
  const isRuleOpen = rule !== 'auto' && wish.isUsable(rule) && !(rule === 'openai' && wish.avoidOpenAi);
  const ruled = isRuleOpen ? modelAt(rule, usual, offer) : undefined;
  if (ruled === undefined || ruled === usual) return { kind: 'chosen', model: usual, reason };
  return { kind: 'chosen', model: ruled, reason: `${reason}, for which the policy prefers ${rule}` };
}

/** An alias whose first candidate is at the provider: the task's own, the usual one, any; else a deployment there. */
function modelAt(
  provider: string,
  taskAlias: string,
  { aliases, deployments }: ModelOffer,
): string | undefined {
  const leads = (alias: string) => aliases[alias]?.[0] === provider;
  const names = [taskAlias, AT_HOME[provider] ?? '', ...Object.keys(aliases)];
  return (
    names.find(name => name !== 'codex-auto' && leads(name)) ??
    Object.keys(deployments).find(name => deployments[name] === provider)
  );
}

/** Deployments are led to by their own alias only where one carries their name. */
function aliasLedBy(deployment: string, { aliases }: ModelOffer): string | undefined {
  return Object.hasOwn(aliases, deployment) ? deployment : undefined;
}

/** `cue "migration"`, `2100 tokens`, `no cue` */
export function cueWords({ cue }: TaskClass): string {
  switch (cue.kind) {
    case 'cue':
      return `cue "${cue.words}"`;
    case 'length':
      return `${cue.promptTokens} tokens`;
    case 'none':
      return 'no cue';
  }
}

function wishWords({ wishes, alias }: TaskClass, { avoidOpenAi }: ModelWish): string {
  if (alias === 'codex-no-openai' && avoidOpenAi) return 'OpenAI is avoided';
  if (wishes.length === 0) return 'open models only';
  const words = {
    longContext: 'a long context',
    openModels: 'open models',
    localQwen: 'the local model',
    claude: 'Claude',
  };
  return `which wants ${wishes.map(wish => words[wish]).join(' and ')}`;
}
