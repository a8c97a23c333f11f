import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { AppError } from '../../domain/errors/app-error.ts';
import type { PolicyValue } from '../../domain/policy/effective-policy.ts';
import { parsePolicyYaml, parseRouterYaml } from '../../services/settings/parse-settings.ts';
import { describeProblem, type SettingsProblem } from '../../services/settings/settings-problem.ts';
import { table } from './output/table.ts';
import { readSettings } from './read-settings.ts';
import type { Surroundings } from './surroundings.ts';

export interface PolicyShown {
  readonly path: string;
  readonly values: readonly PolicyValue[];
  readonly problems: readonly SettingsProblem[];
}

export async function showPolicy(at: Surroundings): Promise<PolicyShown> {
  await using settings = await readSettings(at);
  return {
    path: settings.path('codex-routing-policy.yaml'),
    values: settings.policyValues(),
    problems: settings.problems(),
  };
}

export function describePolicy({ path, values }: PolicyShown): string {
  const rows = values.map(({ key, value, source, envName }) => [
    key,
    Array.isArray(value) ? `[${value.join(', ')}]` : String(value),
    envName === undefined ? source : `${source} ${envName}`,
  ]);
  return `${table(rows)}\n\nfile: ${path}`;
}

export interface PolicyChecked {
  readonly files: readonly string[];
  readonly problems: readonly SettingsProblem[];
}

/** @param file one file instead of the person's own two; `router.yaml` by its name, else a policy. @throws AppError */
export async function checkPolicy(file: string | undefined, at: Surroundings): Promise<PolicyChecked> {
  if (file === undefined) {
    await using settings = await readSettings(at);
    return {
      files: [settings.path('router.yaml'), settings.path('codex-routing-policy.yaml')],
      problems: settings.problems(),
    };
  }
  const text = await readFile(file, 'utf8').catch(cause => {
    throw new AppError('rejected', `${file} cannot be read.`, {
      cause,
      detail: 'file_unreadable',
      remedy: 'Name a file that exists.',
    });
  });
  const parsed = basename(file) === 'router.yaml' ? parseRouterYaml(text) : parsePolicyYaml(text);
  return { files: [file], problems: parsed.ok ? [] : parsed.problems };
}

export function describePolicyCheck({ files, problems }: PolicyChecked): string {
  if (problems.length === 0) return files.map(file => `${file}: no mistakes`).join('\n');
  return problems.map(describeProblem).join('\n');
}
