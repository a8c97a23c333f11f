import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { adaptiveScenarioSchema } from '../../contract/adaptive-scenario.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import type { Scenario } from '../../domain/markov/bench/scenario.ts';

/**
 * One scenario from YAML text. Throws `settings-invalid` naming the file and every field that is wrong.
 * @param name file name, for the message only.
 */
export function parseScenario(text: string, name: string): Scenario {
  let document: unknown;
  try {
    document = parse(text);
  } catch (cause) {
    throw new AppError('settings-invalid', `${name} is not readable YAML`, { cause });
  }
  const parsed = adaptiveScenarioSchema.safeParse(document);
  if (!parsed.success) {
    throw new AppError('settings-invalid', `${name} is not a scenario: ${z.prettifyError(parsed.error)}`, {
      remedy: 'The format is described in docs/bench-adaptive.md.',
    });
  }
  return parsed.data;
}

/** Every `.yaml` and `.yml` scenario of a folder, in the order of their file names. */
export async function loadScenarios(folder: string, signal?: AbortSignal): Promise<readonly Scenario[]> {
  const files = (await readdir(folder)).filter(file => /\.ya?ml$/.test(file)).sort();
  return Promise.all(
    files.map(async file =>
      parseScenario(
        await readFile(join(folder, file), { encoding: 'utf8', ...(signal === undefined ? {} : { signal }) }),
        file,
      ),
    ),
  );
}
