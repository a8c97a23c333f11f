import type { OwnPlan } from '../../contract/own-plan.ts';
import { dateTime, percent, span } from './output/figures.ts';

/** What is left of the person's own OpenAI plan, a line a window; nothing where no turn went to it. */
export function describeOwnPlan(plan: OwnPlan | undefined): string[] {
  if (plan === undefined) return [];
  const lines = plan.windows.map(
    ({ usedShare, lengthMs, resetsAtMs }) =>
      `${span(lengthMs)}: ${percent(usedShare)} used, whole again ${dateTime(resetsAtMs)}`,
  );
  if (plan.leftAloneUntilMs !== undefined) {
    lines.push(`turns go elsewhere until ${dateTime(plan.leftAloneUntilMs)}`);
  }
  return lines;
}
