import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROFILE_FILES_SINCE_MINOR } from '../../../domain/codex/codex-support.ts';
import { parseToml } from '../../../domain/codex/toml-document.ts';
import type { CodexConfigFact } from '../../../domain/doctor/check-codex.ts';
import type { DoctorFacts } from '../../../domain/doctor/examine.ts';
import { hasErrorCode } from '../../../services/host/has-error-code.ts';
import type { CodexConfig } from '../codex-config.ts';

const OLDEST = `0.${PROFILE_FILES_SINCE_MINOR}.0`;

/** Codex, its configuration, and what of ours stands in it. */
export async function codexFacts(
  config: CodexConfig,
  isRouting: boolean,
): Promise<Pick<DoctorFacts, 'codex' | 'codexConfig' | 'swap'>> {
  const status = await config.status();
  const { installed, fault, swap, problem } = status;
  const path = join(status.home, 'config.toml');
  const found = installed ?? (fault?.code === 'codex-too-old' ? await foundTooOld(config) : undefined);
  return {
    codex: {
      installed: found && { version: found.version, path: found.path },
      oldestSupported: OLDEST,
      isSupported: installed?.supported === true,
    },
    codexConfig: await configFact(path, swap.active),
    swap: problem
      ? { kind: 'conflict', path: swap.path }
      : swap.active
        ? isRouting
          ? { kind: 'active' }
          : { kind: 'leftover', path: swap.path }
        : { kind: 'none' },
  };
}

/** The fault tells its version only in words. */
async function foundTooOld(config: CodexConfig): Promise<{ version: string; path: string } | undefined> {
  const support = await config.codex.support();
  const version = support.ok ? undefined : /\d+\.\d+\.\d+/.exec(support.fault.message)?.[0];
  return version === undefined ? undefined : { version, path: 'PATH' };
}

async function configFact(path: string, isSwapped: boolean): Promise<CodexConfigFact> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    return hasErrorCode(cause, 'ENOENT') ? { kind: 'absent' } : { kind: 'unreadable', path };
  }
  const parsed = parseToml(text);
  if (!parsed.ok) return { kind: 'invalid', path, line: parsed.line, problem: parsed.message };
  return { kind: isSwapped ? 'swapped' : 'plain', path };
}
