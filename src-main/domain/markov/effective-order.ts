/**
 * The order in which candidates are tried. Where the first fails, a baseline that was left as ill is asked after all
 * that stand before the first dearer one: it would fail as well, and they make the turn no dearer.
 * @param candidates in the policy's order
 * @param isLeft whether the baseline was left as ill and is not proven well again
 */
export function orderCandidates(
  first: string,
  candidates: readonly string[],
  baseline: string,
  isLeft: boolean,
  costOf: (candidate: string) => number | undefined,
): readonly string[] {
  const rest = candidates.filter(one => one !== first);
  if (!isLeft || first === baseline) return [first, ...rest];
  const others = rest.filter(one => one !== baseline);
  const limitUsd = costOf(baseline) ?? 0;
  const dearer = others.findIndex(one => (costOf(one) ?? Number.POSITIVE_INFINITY) > limitUsd);
  const place = dearer === -1 ? others.length : dearer;
  return [first, ...others.slice(0, place), baseline, ...others.slice(place)];
}
