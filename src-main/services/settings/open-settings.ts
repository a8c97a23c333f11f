import { watch } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../contract/policy.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { effectivePolicy, type PolicyFlags, type PolicyValue } from '../../domain/policy/effective-policy.ts';
import { createEmitter } from '../../lib/emitter.ts';
import { folderBlocked } from '../host/folder-blocked.ts';
import { hasErrorCode } from '../host/has-error-code.ts';
import { createFileAtomic, writeFileAtomic } from '../host/write-file-atomic.ts';
import { DEFAULT_POLICY_YAML } from './default-policy-yaml.ts';
import { DEFAULT_ROUTER_YAML } from './default-router-yaml.ts';
import { editYaml, type YamlEdit } from './edit-yaml.ts';
import { POLICY_FILE, ROUTER_FILE } from './known-keys.ts';
import { type PolicyFile, parsePolicyYaml, parseRouterYaml } from './parse-settings.ts';
import { resolveCapabilities } from './resolve-capabilities.ts';
import { resolvePrices } from './resolve-prices.ts';
import { describeProblem, type Parsed, type SettingsProblem } from './settings-problem.ts';

export type SettingsFileName = 'router.yaml' | 'codex-routing-policy.yaml';

export interface SettingsChange {
  readonly settings: RouterSettings;
  readonly policy: Policy;
  /** What is wrong in the files now; the settings above are then the last good ones. */
  readonly problems: readonly SettingsProblem[];
}

export interface Settings extends AsyncDisposable {
  /** Last good settings, with prices and context windows filled in. */
  current(): RouterSettings;
  /** Policy in force: flags, environment, file, defaults. */
  policy(): Policy;
  /** Every policy value with where it came from. */
  policyValues(): readonly PolicyValue[];
  problems(): readonly SettingsProblem[];
  /** All problems in one text for a notice, or undefined. */
  problem(): string | undefined;
  path(file: SettingsFileName): string;
  /** The file as it stands on disk, good or not. */
  text(file: SettingsFileName): Promise<string>;
  /** Replaces a file after checking it. Nothing is written when it is wrong: the problems come back. */
  write(file: SettingsFileName, text: string): Promise<readonly SettingsProblem[]>;
  /** Changes single values; comments and everything else stay. */
  edit(file: SettingsFileName, edits: readonly YamlEdit[]): Promise<readonly SettingsProblem[]>;
  /** Reads both files again now. */
  reload(): Promise<void>;
  /** Fires when settings, policy or problems changed. */
  onChange(listener: (change: SettingsChange) => void): Disposable;
}

export interface SettingsOptions {
  /** User data folder; made if it is missing. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly flags?: PolicyFlags;
  /** Follow edits on disk. Off for a command that reads once. Default true. */
  readonly isWatched?: boolean;
  /** Receives what cannot be told to a caller: a listener that threw, a watch that broke. */
  readonly onError: (cause: unknown) => void;
}

/** An editor saves in several steps (truncate, write, rename): one reading after they settled. */
const SETTLE_MS = 80;

const DEFAULT_TEXTS: Readonly<Record<SettingsFileName, string>> = {
  [ROUTER_FILE]: DEFAULT_ROUTER_YAML,
  [POLICY_FILE]: DEFAULT_POLICY_YAML,
};
const FILES: readonly SettingsFileName[] = [ROUTER_FILE, POLICY_FILE];

/**
 * Opens `router.yaml` and `codex-routing-policy.yaml`, writing commented defaults where there is none (never
 * over a file). A broken file never stops the program: the last good settings stay, at first the defaults,
 * and `problems` says what to mend.
 * @throws AppError `settings-invalid` when the folder cannot be made or a file cannot be read
 */
export async function openSettings(options: SettingsOptions): Promise<Settings> {
  const { folder, env, onError } = options;
  const path = (file: SettingsFileName) => join(folder, file);
  const emitter = createEmitter<SettingsChange>(onError);

  await mkdir(folder, { recursive: true, mode: 0o700 }).catch(cause => {
    throw folderBlocked(folder, cause);
  });
  await Promise.all(
    FILES.map(file =>
      createFileAtomic(path(file), DEFAULT_TEXTS[file]).catch(cause => {
        throw folderBlocked(path(file), cause);
      }),
    ),
  );

  let routerText: string | undefined;
  let policyText: string | undefined;
  let settings: RouterSettings | undefined;
  let policyFile = mustParse(parsePolicyYaml(DEFAULT_POLICY_YAML));
  let routerProblems: readonly SettingsProblem[] = [];
  let policyProblems: readonly SettingsProblem[] = [];
  let effective = effectivePolicy(policyFile.policy, policyFile.givenKeys, env, options.flags);

  const problems = () => [...routerProblems, ...policyProblems];
  const current = () => {
    if (!settings) throw new AppError('settings-invalid', `${path(ROUTER_FILE)} was not read yet`);
    return settings;
  };

  async function readBoth(): Promise<boolean> {
    const [newRouter, newPolicy] = await Promise.all([readText(ROUTER_FILE), readText(POLICY_FILE)]);
    const isRouterNew = newRouter !== routerText;
    const isPolicyNew = newPolicy !== policyText;
    if (isRouterNew) {
      const parsed = parseRouterYaml(newRouter);
      routerProblems = parsed.ok ? [] : parsed.problems;
      if (parsed.ok) settings = await resolveListed(parsed.value);
      // Broken from the start: the defaults stand in until it is mended.
      settings ??= await resolveListed(mustParse(parseRouterYaml(DEFAULT_ROUTER_YAML)));
      routerText = newRouter;
    }
    if (isPolicyNew) {
      const parsed = parsePolicyYaml(newPolicy);
      policyProblems = parsed.ok ? [] : parsed.problems;
      if (parsed.ok) policyFile = parsed.value;
      effective = effectivePolicy(policyFile.policy, policyFile.givenKeys, env, options.flags);
      policyText = newPolicy;
    }
    return isRouterNew || isPolicyNew;
  }

  /** A file that was deleted while running counts as unchanged: an editor may be between two steps. */
  async function readText(file: SettingsFileName): Promise<string> {
    try {
      return await readFile(path(file), 'utf8');
    } catch (cause) {
      const last = file === ROUTER_FILE ? routerText : policyText;
      if (hasErrorCode(cause, 'ENOENT') && last !== undefined) return last;
      throw folderBlocked(path(file), cause);
    }
  }

  let reading: Promise<void> = Promise.resolve();
  function reload(): Promise<void> {
    const next = reading
      .catch(() => undefined)
      .then(async () => {
        if (!(await readBoth())) return;
        emitter.emit({ settings: current(), policy: effective.policy, problems: problems() });
      });
    reading = next;
    return next;
  }
  await readBoth();

  let settle: NodeJS.Timeout | undefined;
  // The folder is watched, not the files: a rename over a file would end a watch on it.
  const watcher =
    options.isWatched === false
      ? undefined
      : watch(folder, { persistent: false }, (_event, name) => {
          if (name !== null && name !== ROUTER_FILE && name !== POLICY_FILE) return;
          clearTimeout(settle);
          settle = setTimeout(() => void reload().catch(onError), SETTLE_MS);
        });
  watcher?.on('error', onError);

  async function write(file: SettingsFileName, text: string): Promise<readonly SettingsProblem[]> {
    const parsed = file === ROUTER_FILE ? parseRouterYaml(text) : parsePolicyYaml(text);
    if (!parsed.ok) return parsed.problems;
    await writeFileAtomic(path(file), text);
    await reload();
    return [];
  }

  return {
    current,
    policy: () => effective.policy,
    policyValues: () => effective.values,
    problems,
    problem: () => (problems().length > 0 ? problems().map(describeProblem).join('\n') : undefined),
    path,
    text: readText,
    write,
    async edit(file, edits) {
      const text = await readText(file);
      const parsed = file === ROUTER_FILE ? parseRouterYaml(text) : parsePolicyYaml(text);
      return parsed.ok ? await write(file, editYaml(text, edits)) : parsed.problems;
    },
    reload,
    onChange: emitter.on,
    async [Symbol.asyncDispose]() {
      clearTimeout(settle);
      watcher?.close();
      await reading.catch(() => undefined);
    },
  };
}

function mustParse<T extends RouterSettings | PolicyFile>(parsed: Parsed<T>): T {
  if (parsed.ok) return parsed.value;
  throw new AppError('settings-invalid', parsed.problems.map(describeProblem).join('; '));
}

/** The window of the price list comes first: it is the newer of the two. */
async function resolveListed(settings: RouterSettings): Promise<RouterSettings> {
  return resolveCapabilities(await resolvePrices(settings, new Date()));
}
