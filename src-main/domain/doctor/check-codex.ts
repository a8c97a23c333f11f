import { type DoctorCheck, judgeAs } from './doctor-check.ts';

export interface CodexFact {
  readonly installed: { readonly version: string; readonly path: string } | undefined;
  /** First version that reads a profile file. */
  readonly oldestSupported: string;
  readonly isSupported: boolean;
}

export function checkCodex(fact: CodexFact | undefined): DoctorCheck {
  const judge = judgeAs('codex', 'Codex CLI');
  if (fact === undefined) return judge('skipped', 'Not looked at.');
  if (fact.installed === undefined) {
    return judge('bad', 'Codex is not on PATH.', 'npm install -g @openai/codex');
  }
  const { version, path } = fact.installed;
  if (!fact.isSupported) {
    return judge(
      'bad',
      `Codex ${version} at ${path} is older than ${fact.oldestSupported} and reads no profile file.`,
      'npm install -g @openai/codex@latest',
    );
  }
  return judge('ok', `Codex ${version} at ${path}.`);
}

export type CodexConfigFact =
  | { readonly kind: 'absent' }
  | { readonly kind: 'plain'; readonly path: string }
  /** Our keys stand in it, because the person asked for the swap. */
  | { readonly kind: 'swapped'; readonly path: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly line: number; readonly problem: string }
  | { readonly kind: 'unreadable'; readonly path: string };

export function checkCodexConfig(fact: CodexConfigFact | undefined): DoctorCheck {
  const judge = judgeAs('codex-config', 'Codex configuration');
  if (fact === undefined) return judge('skipped', 'Not looked at.');
  switch (fact.kind) {
    case 'absent':
      return judge('ok', 'There is no config.toml; Codex uses its defaults.');
    case 'plain':
      return judge('ok', `${fact.path} is as the person wrote it.`);
    case 'swapped':
      return judge('ok', `${fact.path} is routed through Signalbox.`);
    case 'invalid':
      return judge(
        'bad',
        `${fact.path} is not valid TOML: line ${fact.line}: ${fact.problem}`,
        'Correct that line; Codex does not start with it.',
      );
    case 'unreadable':
      return judge(
        'bad',
        `${fact.path} cannot be read.`,
        'Make the file yours and readable: chmod u+rw, chown.',
      );
    default: {
      const unexpected: never = fact;
      return unexpected;
    }
  }
}

/** A swap whose router no longer runs: Codex points at nothing. */
export type SwapFact =
  | { readonly kind: 'none' }
  | { readonly kind: 'active' }
  | { readonly kind: 'leftover'; readonly path: string }
  | { readonly kind: 'conflict'; readonly path: string };

export function checkLeftoverSwap(fact: SwapFact | undefined): DoctorCheck {
  const judge = judgeAs('leftover-swap', 'Leftover configuration');
  if (fact === undefined) return judge('skipped', 'Not looked at.');
  switch (fact.kind) {
    case 'none':
      return judge('ok', 'Nothing was left behind in the Codex configuration.');
    case 'active':
      return judge('ok', 'The Codex configuration is swapped and routing runs.');
    case 'leftover':
      return judge(
        'bad',
        `${fact.path} still points at a router that does not run.`,
        'signalbox codex restore',
      );
    case 'conflict':
      return judge(
        'bad',
        `${fact.path} was changed by another program inside our own lines.`,
        'Look at the lines that signalbox codex status shows, then signalbox codex restore',
      );
    default: {
      const unexpected: never = fact;
      return unexpected;
    }
  }
}
