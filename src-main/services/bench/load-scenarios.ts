import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { adaptiveScenarioSchema } from '../../contract/adaptive-scenario.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { Scenario } from '../../domain/markov/bench/scenario.ts';
import { hasErrorCode } from '../host/has-error-code.ts';

/**
 * The scenarios of a YAML text: one, or several documents with `---` between them.
 * Throws `settings-invalid` naming the file and every field that is wrong.
 * @param name file name, for the message only.
 */
export function parseScenarios(text: string, name: string): readonly Scenario[] {
  const documents = parseAllDocuments(text);
  const broken = documents.flatMap(document => document.errors).at(0);
  if (broken !== undefined) {
    throw new AppError('settings-invalid', `${name} is not readable YAML: ${broken.message}`);
  }
  if (documents.length === 0) throw new AppError('settings-invalid', `${name} holds no scenario.`);
  return documents.map(document => {
    const parsed = adaptiveScenarioSchema.safeParse(document.toJS());
    if (parsed.success) return parsed.data;
    throw new AppError('settings-invalid', `${name} is not a scenario:\n${z.prettifyError(parsed.error)}`, {
      remedy: 'The format is described in docs/adaptive.md.',
    });
  });
}

/** The scenarios of a file, or of every `.yaml` and `.yml` of a folder in the order of their names. */
export async function loadScenarios(path: string, signal?: AbortSignal): Promise<readonly Scenario[]> {
  const files = await listFiles(path);
  const loaded = await Promise.all(
    files.map(async file =>
      parseScenarios(
        await readFile(file, { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) }),
        basename(file),
      ),
    ),
  );
  return loaded.flat();
}

async function listFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const names = (await readdir(path)).filter(file => /\.ya?ml$/.test(file)).sort();
    if (names.length > 0) return names.map(name => join(path, name));
  } catch (cause) {
    if (!hasErrorCode(cause, 'ENOENT')) throw cause;
    throw new AppError('settings-invalid', `There is no ${path}.`, { cause, detail: 'no_scenarios' });
  }
  throw new AppError('settings-invalid', `There is no scenario in ${path}.`, { detail: 'no_scenarios' });
}
