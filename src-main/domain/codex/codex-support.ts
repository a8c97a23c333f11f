import { inWords, type Said, type Sentence, say } from '../sentence/sentence.ts';
import { type CodexVersion, formatCodexVersion, isAtLeastMinor } from './codex-version.ts';

/** Codex 0.134 brought `$CODEX_HOME/NAME.config.toml` for `--profile NAME` and dropped `[profiles.NAME]`. */
export const PROFILE_FILES_SINCE_MINOR = 134;

/** What was found on this machine when looking for Codex. */
export type CodexFinding =
  | { readonly kind: 'absent' }
  /** Set by the person, but not there or not runnable. */
  | { readonly kind: 'override-broken'; readonly path: string }
  /** There, but `codex --version` did not answer with a version in time. */
  | { readonly kind: 'mute'; readonly path: string }
  | { readonly kind: 'found'; readonly path: string; readonly version: CodexVersion };

export interface CodexFault {
  readonly code: 'codex-absent' | 'codex-override-broken' | 'codex-mute' | 'codex-too-old';
  readonly message: string;
  /** What the person can do next. */
  readonly remedy: string;
  readonly said?: Said | undefined;
}

export type CodexSupport =
  | { readonly ok: true; readonly path: string; readonly version: CodexVersion }
  | { readonly ok: false; readonly fault: CodexFault };

const INSTALL = 'npm install -g @openai/codex';

/** Whether routed Codex can be launched with what was found, and what to do when not. */
export function decideCodexSupport(finding: CodexFinding): CodexSupport {
  switch (finding.kind) {
    case 'absent':
      return refuse(
        'codex-absent',
        say`Codex is not installed, or not in PATH.`,
        say`Install it with "${INSTALL}", or set SIGNALBOX_CODEX to its full path.`,
      );
    case 'override-broken':
      return refuse(
        'codex-override-broken',
        say`SIGNALBOX_CODEX names ${finding.path}, which is no program that can be run.`,
        say`Correct SIGNALBOX_CODEX, or unset it to use the Codex in PATH.`,
      );
    case 'mute':
      return refuse(
        'codex-mute',
        say`${finding.path} does not say its version.`,
        say`Run "codex --version" in a terminal to see why; reinstall with "${INSTALL}" if it fails.`,
      );
    case 'found':
      if (isAtLeastMinor(finding.version, PROFILE_FILES_SINCE_MINOR)) {
        return { ok: true, path: finding.path, version: finding.version };
      }
      return refuse(
        'codex-too-old',
        say`Codex ${formatCodexVersion(finding.version)} has no profile files; 0.${PROFILE_FILES_SINCE_MINOR}.0 or newer is needed.`,
        say`Update it with "${INSTALL}@latest" (or "codex update").`,
      );
  }
}

function refuse(code: CodexFault['code'], message: Sentence, remedy: Sentence): CodexSupport {
  return { ok: false, fault: { code, ...inWords({ message, remedy }) } };
}
