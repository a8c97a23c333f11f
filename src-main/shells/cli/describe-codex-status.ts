import type { CodexStatus } from '../../contract/codex-status.ts';

/** What is active, for which Codex, and the exact difference from the person's own configuration. */
export function describeCodexStatus(status: CodexStatus): string {
  const { installed, fault, swap, choices, problem, changes } = status;
  const files = changes.files.filter(({ path }) => path !== swap.path);
  return [
    `Codex    ${installed ? `${installed.version} (${installed.path})` : (fault?.message ?? 'not found')}`,
    `Home     ${status.home}`,
    `Swap     ${swapWords(choices.swap, swap.active)}`,
    ...(choices.stopWithLastCodex ? ['Routing  stops when the last Codex closes'] : []),
    ...(problem === undefined ? [] : [`Problem  ${problem.message} ${problem.remedy ?? ''}`.trimEnd()]),
    ...files.map(({ path }) => `Ours     ${path}`),
    ...(swap.active
      ? ['', `--- ${swap.path} (your own)`, `+++ ${swap.path} (now)`, ...swap.changes.flatMap(hunk)]
      : [`         ${swap.path} is your own, byte for byte`]),
  ].join('\n');
}

function swapWords(isWanted: boolean, isActive: boolean): string {
  if (isActive) return isWanted ? 'on: plain Codex uses the router' : 'still in force, though it is off';
  return isWanted ? 'on, in force as soon as routing runs' : 'off';
}

function hunk(change: CodexStatus['swap']['changes'][number]): string[] {
  const line = (mark: string) => (text: string) => `${mark}${text.replace(/\r?\n$/, '')}`;
  const span = (from: number, count: number) => `${count === 0 ? from - 1 : from},${count}`;
  const { beforeLine, afterLine, removed, added } = change;
  return [
    `@@ -${span(beforeLine, removed.length)} +${span(afterLine, added.length)} @@`,
    ...removed.map(line('-')),
    ...added.map(line('+')),
  ];
}
