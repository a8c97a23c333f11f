import type { PlacedCommand, ValueKind } from './command-tree.ts';
import { quotePosix } from './quote.ts';

/** For bash and zsh: the `case` branches of `"$cmd|$prev"` that offer the value of an option. */
export function valueBranches(
  placed: readonly PlacedCommand[],
  offer: (value: ValueKind) => string,
): string[] {
  return placed.flatMap(({ path, options }) =>
    options.flatMap(({ flags, value }) =>
      value === undefined
        ? []
        : [
            `    ${flags.map(flag => quotePosix(`${path.join(' ')}|${flag}`)).join('|')}) ${offer(value)}; return ;;`,
          ],
    ),
  );
}

/** For bash and zsh: a `case` that moves on to the command that the words so far name. */
export function commandCase(placed: readonly PlacedCommand[]): string[] {
  const paths = placed.map(({ path }) => path.join(' ')).filter(path => path !== '');
  return paths.length > 0
    ? [`    case "$next" in ${paths.map(quotePosix).join('|')}) cmd="$next" ;; esac`]
    : [];
}

/** For bash and zsh: a branch that passes over the flags whose next word is a value. */
export function skipBranch(valued: readonly string[]): string[] {
  return valued.length > 0 ? [`      ${valued.map(quotePosix).join('|')}) skip=1; continue ;;`] : [];
}
