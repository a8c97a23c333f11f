export interface CodexVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** What follows a hyphen, `alpha.15`; empty for a release. */
  readonly prerelease: string;
}

/** Reads the version out of what `codex --version` prints (`codex-cli 0.169.0`), warnings around it included. */
export function parseCodexVersion(printed: string): CodexVersion | undefined {
  const match = /\bcodex(?:-cli)?\s+v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?/.exec(printed);
  if (match === null) return undefined;
  return {
    major: Number(match[1]),
    minor: Number(match[2]),
    patch: Number(match[3]),
    prerelease: match[4] ?? '',
  };
}

export function formatCodexVersion(version: CodexVersion): string {
  const release = `${version.major}.${version.minor}.${version.patch}`;
  return version.prerelease === '' ? release : `${release}-${version.prerelease}`;
}

/**
 * Whether `version` has what `minor` (of 0.x) brought. A pre-release of that very version counts as older:
 * it may have been cut before the feature went in.
 */
export function isAtLeastMinor(version: CodexVersion, minor: number): boolean {
  if (version.major > 0) return true;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch > 0 || version.prerelease === '';
}
