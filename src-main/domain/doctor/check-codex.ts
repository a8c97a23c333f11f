import { say } from '../sentence/sentence.ts';
import { type DoctorCheck, judgeAs } from './doctor-check.ts';

export interface CodexFact {
  readonly installed: { readonly version: string; readonly path: string } | undefined;
  /** First version that reads a profile file. */
  readonly oldestSupported: string;
  readonly isSupported: boolean;
}

export function checkCodex(fact: CodexFact | undefined): DoctorCheck {
  const judge = judgeAs('codex', say`Codex CLI`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  if (fact.installed === undefined) {
    return judge('bad', say`Codex is not on PATH.`, say`npm install -g @openai/codex`);
  }
  const { version, path } = fact.installed;
  if (!fact.isSupported) {
    return judge(
      'bad',
      say`Codex ${version} at ${path} is older than ${fact.oldestSupported} and reads no profile file.`,
      say`npm install -g @openai/codex@latest`,
    );
  }
  return judge('ok', say`Codex ${version} at ${path}.`);
}

export type CodexConfigFact =
  | { readonly kind: 'absent' }
  | { readonly kind: 'plain'; readonly path: string }
  /** Our keys stand in it, because the person asked for the swap. */
  | { readonly kind: 'swapped'; readonly path: string }
  | { readonly kind: 'invalid'; readonly path: string; readonly line: number; readonly problem: string }
  | { readonly kind: 'unreadable'; readonly path: string };

export function checkCodexConfig(fact: CodexConfigFact | undefined): DoctorCheck {
  const judge = judgeAs('codex-config', say`Codex configuration`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  switch (fact.kind) {
    case 'absent':
      return judge('ok', say`There is no config.toml; Codex uses its defaults.`);
    case 'plain':
      return judge('ok', say`${fact.path} is as the person wrote it.`);
    case 'swapped':
      return judge('ok', say`${fact.path} is routed through Signalbox.`);
    case 'invalid':
      return judge(
        'bad',
        say`${fact.path} is not valid TOML: line ${fact.line}: ${fact.problem}`,
        say`Correct that line; Codex does not start with it.`,
      );
    case 'unreadable':
      return judge(
        'bad',
        say`${fact.path} cannot be read.`,
        say`Make the file yours and readable: chmod u+rw, chown.`,
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
  const judge = judgeAs('leftover-swap', say`Leftover configuration`);
  if (fact === undefined) return judge('skipped', say`Not looked at.`);
  switch (fact.kind) {
    case 'none':
      return judge('ok', say`Nothing was left behind in the Codex configuration.`);
    case 'active':
      return judge('ok', say`The Codex configuration is swapped and routing runs.`);
    case 'leftover':
      return judge(
        'bad',
        say`${fact.path} still points at a router that does not run.`,
        say`signalbox codex restore`,
      );
    case 'conflict':
      return judge(
        'bad',
        say`${fact.path} was changed by another program inside our own lines.`,
        say`Look at the lines that signalbox codex status shows, then signalbox codex restore`,
      );
    default: {
      const unexpected: never = fact;
      return unexpected;
    }
  }
}
