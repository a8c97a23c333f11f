import type { UndoReport } from '../../contract/codex-status.ts';
import type { RestoreReport } from '../../contract/swap-journal.ts';
import { assertNever } from '../../lib/assert-never.ts';

/** What a restore did, for a person. */
export function describeRestore(report: RestoreReport): string {
  const { path } = report;
  switch (report.result) {
    case 'not-swapped':
      return `Nothing to undo: ${path} holds nothing of ours.`;
    case 'identical':
      return `${path} is again what it was, byte for byte.`;
    case 'merged':
      return [
        `Our keys are out of ${path}. It was changed by others meanwhile, and those changes stay${linesOf(report)}.`,
        ...(report.kept.length === 0
          ? []
          : [`Left alone, because somebody gave them other values: ${report.kept.join(', ')}.`]),
      ].join('\n');
    case 'pending':
      return `${report.problem?.message ?? `${path} could not be restored.`} ${report.problem?.remedy ?? ''}`.trimEnd();
    default:
      return assertNever(report.result);
  }
}

function linesOf({ changes }: RestoreReport): string {
  const spans = changes
    .filter(({ added }) => added.length > 0)
    .map(({ afterLine, added }) =>
      added.length === 1 ? `${afterLine}` : `${afterLine}–${afterLine + added.length - 1}`,
    );
  const gone = changes.reduce(
    (sum, { removed, added }) => sum + (added.length === 0 ? removed.length : 0),
    0,
  );
  const parts = [
    ...(spans.length === 0
      ? []
      : [`line${spans.length === 1 && !spans[0]?.includes('–') ? '' : 's'} ${spans.join(', ')}`]),
    ...(gone === 0 ? [] : [`${gone} removed by them`]),
  ];
  return parts.length === 0 ? '' : `: ${parts.join('; ')}`;
}

/** What "undo everything" did, a line a file. */
export function describeUndo({ restore, profiles }: UndoReport): string {
  const lines = profiles.flatMap(({ path, result }) => {
    switch (result) {
      case 'absent':
        return [];
      case 'removed':
        return [`${path} is removed.`];
      case 'foreign':
        return [`${path} is not ours and stays.`];
      case 'kept':
        return [
          `${path} stays: it holds settings of yours. Choose to move them to config.toml, or to discard them.`,
        ];
      default:
        return assertNever(result);
    }
  });
  return [describeRestore(restore), ...lines].join('\n');
}
