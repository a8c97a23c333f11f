import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CodexChoices, codexChoicesSchema } from '../../contract/codex-status.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** A damaged file is no choice at all: nothing of Codex is touched then. */
export async function readCodexChoices(path: string): Promise<CodexChoices> {
  const none = codexChoicesSchema.parse({});
  try {
    const parsed = codexChoicesSchema.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : none;
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT') || cause instanceof SyntaxError) return none;
    throw cause;
  }
}

export async function writeCodexChoices(path: string, choices: CodexChoices): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(choices)}\n`);
}
