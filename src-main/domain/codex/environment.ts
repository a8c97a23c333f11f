export type Environment = Readonly<Record<string, string | undefined>>;

export type Platform = 'win32' | 'darwin' | 'linux';

/** What a child's environment has that ours has not, and the reverse. Never holds a provider key. */
export interface EnvironmentChange {
  readonly set: Readonly<Record<string, string>>;
  readonly unset: readonly string[];
}

/** Windows looks names up without regard to case, so a removal must, too. */
export function changeEnvironment(
  environment: Environment,
  change: EnvironmentChange,
  platform: Platform,
): Record<string, string> {
  const fold = (name: string) => (platform === 'win32' ? name.toUpperCase() : name);
  const gone = new Set([...change.unset, ...Object.keys(change.set)].map(fold));
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !gone.has(fold(name))) result[name] = value;
  }
  for (const [name, value] of Object.entries(change.set)) {
    if (platform === 'win32' && Object.keys(result).some(known => fold(known) === fold(name))) continue;
    result[name] = value;
  }
  return result;
}
