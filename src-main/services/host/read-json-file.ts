import { readFile } from 'node:fs/promises';
import { hasErrorCode } from './has-error-code.ts';

/** What a zod schema is to this function. */
interface Schema<T> {
  safeParse(value: unknown): { readonly data?: T | undefined };
}

/**
 * What a small file of ours holds.
 * @returns undefined where there is none, a damaged one, or one of another form
 * @throws the file system's error where it could not be read
 */
export async function readJsonFile<T>(path: string, schema: Schema<T>): Promise<T | undefined> {
  try {
    return schema.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch (cause) {
    if (hasErrorCode(cause, 'ENOENT') || cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
