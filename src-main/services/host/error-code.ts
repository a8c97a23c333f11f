/** The system's code of a failure (`ENOSPC`), or the error's name where it has none. */
export function errorCode(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.name : typeof cause;
}
