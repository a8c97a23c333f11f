import { bytes, count, usd } from '../output/figures.ts';
import { table } from '../output/table.ts';
import type { PlannedCandidate, RunPlan } from './run-plan.ts';

/** The plan as `run --dry-run` shows it. */
export function describePlan(plan: RunPlan): string {
  const { task, prompt, candidates, providers, refusal } = plan;
  const head = table([
    [
      'Task',
      `${task.complexity}, ${task.cue}, ${task.language === 'fr' ? 'French' : task.language === 'en' ? 'English' : 'language unclear'}`,
    ],
    ['Prompt', promptWords(prompt)],
    ['Model', `${plan.model}: ${plan.reason}`],
    [
      'Cost',
      plan.estimatedCostUsd === undefined
        ? 'not known'
        : `${usd(plan.estimatedCostUsd)} at most, by the first candidate`,
    ],
  ]);
  const rows = candidates.map(candidate => [
    candidate.place === undefined ? '  -' : `  ${candidate.place}`,
    candidate.deployment,
    candidate.provider,
    candidateWords(candidate),
  ]);
  const order = providers.map(({ provider, skipped }, index) => [
    `  ${index + 1}`,
    provider,
    skipped === undefined ? '' : `passed over: ${skipped}`,
  ]);
  return [
    head,
    '',
    'Candidates of the router:',
    table(rows),
    ...(refusal === undefined ? [] : [`  ${refusal}`]),
    '',
    'Ways to run Codex, in turn:',
    table(order),
  ].join('\n');
}

function candidateWords({ limit, costUsd }: PlannedCandidate): string {
  if (limit !== undefined) return `out: ${limit}`;
  return costUsd === undefined ? 'price not known' : usd(costUsd);
}

function promptWords({
  originalBytes,
  optimisedBytes,
  inputTokens,
  droppedTokens,
  steps,
}: RunPlan['prompt']): string {
  const sizes =
    originalBytes === optimisedBytes
      ? bytes(optimisedBytes)
      : `${bytes(originalBytes)}, cleaned to ${bytes(optimisedBytes)}`;
  const done = steps.length === 0 ? '' : ` (${steps.join(', ')})`;
  const cut = droppedTokens === 0 ? '' : `, ${count(droppedTokens)} tokens cut out`;
  return `${sizes}${done}, ${count(inputTokens)} tokens${cut}`;
}
