import type { UndoReport } from '../../contract/codex-status.ts';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { type Sentence, say, sentenceOf, textOf } from '../../domain/sentence/sentence.ts';
import { assertNever } from '../../lib/assert-never.ts';

/** What a restore did, for a person at a terminal. */
export function describeRestore(report: RestoreReport): string {
  return textOf(sayRestore(report));
}

/** What "undo everything" did, a line a file. */
export function describeUndo(report: UndoReport): string {
  return textOf(sayUndo(report));
}

export function sayRestore(report: RestoreReport): Sentence {
  const { path, problem } = report;
  switch (report.result) {
    case 'not-swapped':
      return say`Nothing to undo: ${path} holds nothing of ours.`;
    case 'identical':
      return say`${path} is again what it was, byte for byte.`;
    case 'merged': {
      const merged = say`Our keys are out of ${path}. It was changed by others meanwhile, and those changes stay${linesOf(report)}.`;
      return report.kept.length === 0
        ? merged
        : inLines([merged, say`Left alone, because somebody gave them other values: ${report.kept}.`]);
    }
    case 'pending':
      return problem === undefined
        ? say`${path} could not be restored.`
        : say`${sentenceOf(problem, 'message')} ${sentenceOf(problem, 'remedy')}`;
    default:
      return assertNever(report.result);
  }
}

function linesOf({ changes }: RestoreReport): Sentence | string {
  const spans = changes
    .filter(({ added }) => added.length > 0)
    .map(({ afterLine, added }) =>
      added.length === 1 ? `${afterLine}` : `${afterLine}–${afterLine + added.length - 1}`,
    );
  const gone = changes.reduce(
    (sum, { removed, added }) => sum + (added.length === 0 ? removed.length : 0),
    0,
  );
  const isOneLine = spans.length === 1 && spans[0]?.includes('–') === false;
  const lines = isOneLine ? say`line ${spans}` : say`lines ${spans}`;
  if (gone === 0) return spans.length === 0 ? '' : say`: ${lines}`;
  return spans.length === 0 ? say`: ${gone} removed by them` : say`: ${lines}; ${gone} removed by them`;
}

export function sayUndo({ restore, profiles }: UndoReport): Sentence {
  const lines = profiles.flatMap(({ path, result }) => {
    switch (result) {
      case 'absent':
        return [];
      case 'removed':
        return [say`${path} is removed.`];
      case 'foreign':
        return [say`${path} is not ours and stays.`];
      case 'kept':
        return [
          say`${path} stays: it holds settings of yours. Choose to move them to config.toml, or to discard them.`,
        ];
      default:
        return assertNever(result);
    }
  });
  return inLines([sayRestore(restore), ...lines]);
}

function inLines([first, ...rest]: readonly [Sentence, ...Sentence[]]): Sentence {
  return rest.reduce((above, below) => say`${above}\n${below}`, first);
}
