import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type CodexChoices, codexChoicesSchema } from '../../contract/codex-status.ts';
import { readJsonFile } from '../host/read-json-file.ts';
import { writeFileAtomic } from '../host/write-file-atomic.ts';

/** A damaged file is no choice at all: nothing of Codex is touched then. */
export async function readCodexChoices(path: string): Promise<CodexChoices> {
  return (await readJsonFile(path, codexChoicesSchema)) ?? codexChoicesSchema.parse({});
}

export async function writeCodexChoices(path: string, choices: CodexChoices): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFileAtomic(path, `${JSON.stringify(choices)}\n`);
}
