/** Whether `cause` is a Node error with one of these codes (`ENOENT`, `EEXIST` …). */
export function hasErrorCode(cause: unknown, ...codes: readonly string[]): boolean {
  return cause instanceof Error && 'code' in cause && codes.includes(String(cause.code));
}
