import type { RoutingPreference } from './match-preference.ts';

/** What the local model is asked: one number, so that a small model can answer it. */
export function preferenceQuestion(prompt: string, preferences: readonly RoutingPreference[]): string {
  const routes = preferences.map(({ name, description }, index) => `${index + 1}. ${name}: ${description}`);
  return [
    'Which route fits the task best? Answer with the number of the route alone, or 0 if none fits.',
    '',
    'Routes:',
    ...routes,
    '',
    'Task:',
    prompt.slice(0, 4000),
    '',
    'Number:',
  ].join('\n');
}

/** Reads the model's answer. @returns the preference, `none` for 0, `unclear` for anything else */
export function readPreferenceAnswer(
  answer: string,
  preferences: readonly RoutingPreference[],
): RoutingPreference | 'none' | 'unclear' {
  const digits = /^[^\d]{0,40}?(\d{1,3})(?!\d)/.exec(answer.trim())?.[1];
  if (digits === undefined) return 'unclear';
  if (Number(digits) === 0) return 'none';
  return preferences[Number(digits) - 1] ?? 'unclear';
}
