/** @typedef {'lint' | 'unit' | 'e2e'} Suite */

/** @type {readonly Suite[]} */
export const suites = ['lint', 'unit', 'e2e'];

/**
 * What `npm test` was asked for.
 * @param {readonly string[]} args `[--only lint|unit|e2e] [filter…]`; filters go to the test runners as they are
 * @returns {{ only: readonly Suite[], filters: readonly string[] }}
 */
export function parseTestArguments(args) {
  const at = args.indexOf('--only');
  if (at === -1) return { only: suites, filters: [...args] };
  const wanted = (args[at + 1] ?? '').split(',');
  const only = suites.filter(suite => wanted.includes(suite));
  const unknown = wanted.filter(name => !only.some(suite => suite === name));
  if (unknown.length > 0)
    throw new Error(`--only takes ${suites.join(', ')}; not ${unknown.join(', ') || 'nothing'}`);
  return { only, filters: args.filter((_argument, index) => index !== at && index !== at + 1) };
}
