import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { AdaptiveRouterPolicy } from '../../../contract/adaptive-policy.ts';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { Observation } from '../../../domain/markov/observation.ts';
import { codexConfigAt } from '../codex.ts';
import { EXIT } from '../exit-codes.ts';
import type { Performance } from '../perform.ts';
import { printFailure, result, say } from '../print.ts';
import { readPrompt } from '../read-prompt.ts';
import { readSettings } from '../read-settings.ts';
import type { Surroundings } from '../surroundings.ts';
import { adviseOrder } from './advise-order.ts';
import { describePlan } from './describe-plan.ts';
import { executePlan, type RunAttempt } from './execute-plan.ts';
import { makePlan } from './make-plan.ts';
import { readFacts } from './read-facts.ts';
import { recallRuns, rememberRuns } from './run-memory.ts';
import type { RunFlags, RunPlan } from './run-plan.ts';

export interface RunOptions extends RunFlags {
  readonly isDryRun: boolean;
  readonly folder: string;
  readonly codexArgs: readonly string[];
}

/** Plans one prompt and, unless it is a dry run, has Codex do it. @returns the exit code. @throws AppError */
export async function run(
  words: readonly string[],
  options: RunOptions,
  { isJson, signal }: Performance,
  at: Surroundings,
): Promise<number> {
  const folder = resolve(options.folder);
  if (!(await isFolder(folder))) {
    throw new AppError('rejected', `${folder} is not a folder.`, { detail: 'folder_missing' });
  }
  const text = await readPrompt(words, signal);
  await using settings = await readSettings(at, {
    default_provider: options.provider,
    default_codex_provider: options.codexProvider,
  });
  const { codex } = codexConfigAt(at);
  const facts = await readFacts(settings.current(), codex, at, signal);
  const made = await makePlan(text, folder, options, settings, facts, signal);
  const adaptive = settings.policy().adaptive_router;
  const memory = join(at.userDataFolder, 'state', 'codex-runs.json');
  const isAsked = settings.policy().default_codex_provider !== 'auto';
  const planned = { ...made, plan: advised(made.plan, isAsked, await recallRuns(memory), adaptive) };
  const { plan } = planned;
  if (options.isDryRun) {
    result({ plan }, isJson, () => describePlan(plan));
    return EXIT.ok;
  }
  if (plan.fallbackOrder.length === 0) throw nothingReady(planned.plan.providers);
  if (!isJson) say(`${plan.model}: ${plan.reason}`);
  const report = await executePlan(
    {
      planned,
      facts,
      codex,
      folder,
      codexArgs: options.codexArgs,
      huggingfaceUrl: settings.current().providers.huggingface?.base_url,
      isCaptured: isJson,
      onAttempt: provider => {
        if (!isJson) say(`Running Codex: ${provider}`);
      },
      onFailed: (attempt, next) => {
        if (!isJson) say(`${failureWords(attempt)}${next === undefined ? '' : `; next: ${next}`}`);
      },
    },
    at,
    signal,
  );
  await rememberRuns(memory, report.attempts, Date.now(), adaptive.max_history);
  if (isJson && report.isDone) result({ plan, ...report }, true, () => '');
  if (report.isDone) return EXIT.ok;
  const message = 'Codex did not finish with any provider.';
  if (isJson) result({ plan, ...report, error: { code: 'all_providers_failed', message } }, true, () => '');
  else
    printFailure(
      { code: 'all_providers_failed', message, remedy: '`signalbox doctor` looks for the cause.' },
      false,
    );
  return EXIT.failed;
}

/** The plan with the order of trying as the adaptive router has it. */
function advised(
  plan: RunPlan,
  isAsked: boolean,
  history: readonly Observation[],
  policy: AdaptiveRouterPolicy,
): RunPlan {
  const { providers, record } = adviseOrder(plan.providers, isAsked, history, policy, Date.now());
  return {
    ...plan,
    providers,
    fallbackOrder: providers.flatMap(({ provider, skipped }) => (skipped === undefined ? [provider] : [])),
    ...(record === undefined ? {} : { adaptive_router: record }),
  };
}

function failureWords({ provider, exitCode, fault }: RunAttempt): string {
  return fault === undefined ? `${provider}: Codex ended with code ${exitCode}` : `${provider}: ${fault}`;
}

function nothingReady(
  providers: readonly { readonly provider: string; readonly skipped?: string }[],
): AppError {
  const why = providers.map(({ provider, skipped }) => `${provider}: ${skipped}`).join('; ');
  return new AppError('unavailable', `There is no way to run Codex now. ${why}.`, {
    detail: 'no_provider_ready',
    remedy: 'Start routing with `signalbox serve`, or choose another --codex-provider.',
  });
}

async function isFolder(path: string): Promise<boolean> {
  return await stat(path).then(
    found => found.isDirectory(),
    () => false,
  );
}
