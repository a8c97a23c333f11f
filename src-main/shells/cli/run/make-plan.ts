import { AppError } from '../../../domain/errors/app-error.ts';
import { classifyTask } from '../../../domain/task/classify/classify-task.ts';
import { type OptimisedPrompt, optimisePrompt } from '../../../domain/task/optimise/optimise-prompt.ts';
import { chooseModel, cueWords, type ModelChoice } from '../../../domain/task/run/choose-model.ts';
import { CODEX_PROVIDERS, orderProviders } from '../../../domain/task/run/order-providers.ts';
import { isAnyLocalOnly } from '../../../services/router/dispatch/find-local-only.ts';
import type { Settings } from '../../../services/settings/open-settings.ts';
import { o200kTokenizer } from '../../../services/task/tokenizer.ts';
import { findPreferred } from './find-preferred.ts';
import { planCandidates } from './plan-candidates.ts';
import type { RunFacts } from './read-facts.ts';
import type { RunFlags, RunPlan } from './run-plan.ts';

export interface Planned {
  readonly plan: RunPlan;
  /** What Codex is given. */
  readonly prompt: OptimisedPrompt;
}

/**
 * Decides everything about one run: what Codex is given, which model it asks for, and in which order the ways
 * to run it are tried. @throws AppError for a name that is not there or a wish the policy forbids
 */
export async function makePlan(
  text: string,
  folder: string,
  flags: RunFlags,
  settings: Settings,
  facts: RunFacts,
  signal: AbortSignal,
): Promise<Planned> {
  const policy = settings.policy();
  const router = settings.current();
  const { maxInputTokens, maxOutputTokens } = flags;
  const prompt = optimisePrompt(text, {
    tokenizer: o200kTokenizer,
    ...(maxInputTokens === undefined ? {} : { maxInputTokens }),
  });
  const task = classifyTask(text, {
    promptTokens: prompt.inputTokens,
    avoidOpenAi: policy.avoid_openai,
    openModelsOnly: policy.open_models_only,
    hasHuggingFaceKey: facts.keys.has('huggingface'),
    hasAnthropicKey: facts.keys.has('anthropic'),
  });
  const isLocalFolder = isAnyLocalOnly([folder], policy.local_only_folders);
  const isUsable = (provider: string) =>
    facts.keys.has(provider) || router.providers[provider]?.keyless === true;
  const preferred = await findPreferred(text, router, facts, signal);
  const choice = chooseModel(
    task,
    {
      forced: flags.forceModel,
      provider: policy.default_provider,
      rules: policy.task_provider_rules,
      avoidOpenAi: policy.avoid_openai,
      isUsable,
      ...(preferred === undefined ? {} : { preferred }),
    },
    {
      aliases: Object.fromEntries(
        Object.entries(router.aliases).map(([name, { candidates }]) => [
          name,
          candidates.map(candidate => router.deployments[candidate]?.provider ?? ''),
        ]),
      ),
      deployments: Object.fromEntries(
        Object.entries(router.deployments).map(([name, { provider }]) => [name, provider]),
      ),
    },
  );
  const { model, reason } = chosenOrThrow(choice, settings);
  const dispatch = planCandidates({
    settings: router,
    policy,
    facts,
    model,
    inputTokens: prompt.inputTokens,
    maxOutputTokens,
    isLocalOnly: isLocalFolder,
  });
  const localOnly = isLocalFolder
    ? 'this folder is local-only'
    : task.wishes.includes('localQwen') || policy.default_provider === 'ollama'
      ? 'the local model was asked for'
      : undefined;
  const providers = orderProviders({
    asked: codexProviderOf(policy.default_codex_provider),
    fallbackOrder: policy.fallback_order,
    routerFault: facts.routerFault ?? dispatch.refusal,
    ...(facts.codexFault === undefined ? {} : { codexFault: facts.codexFault }),
    avoidOpenAi: policy.avoid_openai,
    openModelsOnly: policy.open_models_only,
    localOnly,
    hasHuggingFaceKey: facts.hasHuggingFaceForCodex,
    maxCostUsd: Math.max(policy.max_cost_usd, policy.budgets.request_usd),
  });
  const estimatedCostUsd = dispatch.candidates.find(({ place }) => place === 1)?.costUsd;
  const { text: _, ...sizes } = prompt;
  const plan: RunPlan = {
    task: { complexity: task.complexity, language: task.language, cue: cueWords(task), wishes: task.wishes },
    prompt: sizes,
    model,
    reason,
    candidates: dispatch.candidates,
    ...(dispatch.refusal === undefined ? {} : { refusal: dispatch.refusal }),
    ...(estimatedCostUsd === undefined ? {} : { estimatedCostUsd }),
    providers,
    fallbackOrder: providers.flatMap(({ provider, skipped }) => (skipped === undefined ? [provider] : [])),
  };
  return { plan, prompt };
}

function codexProviderOf(name: string) {
  if (name === 'auto') return 'auto';
  const known = CODEX_PROVIDERS.find(provider => provider === name);
  if (known !== undefined) return known;
  throw new AppError('rejected', `There is no way called ${name} to run Codex.`, {
    detail: 'usage',
    remedy: `One of: auto, ${CODEX_PROVIDERS.join(', ')}.`,
  });
}

function chosenOrThrow(choice: ModelChoice, settings: Settings): { model: string; reason: string } {
  const { aliases, providers } = settings.current();
  switch (choice.kind) {
    case 'chosen':
      return choice;
    case 'unknown-model':
      throw new AppError('rejected', `router.yaml has no alias or deployment called ${choice.name}.`, {
        detail: 'unknown_model',
        remedy: `Its aliases: ${Object.keys(aliases).join(', ')}.`,
      });
    case 'unknown-provider':
      throw new AppError('rejected', `router.yaml has no model at a provider called ${choice.name}.`, {
        detail: 'unknown_provider',
        remedy: `Its providers: ${Object.keys(providers).join(', ')}.`,
      });
    case 'openai-avoided':
      throw new AppError('policy-denied', 'OpenAI is asked for and avoided at the same time.', {
        detail: 'openai_avoided',
        remedy:
          'Ask for another provider, or switch the avoidance off: `signalbox policy show` says where it is.',
      });
  }
}
