import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { codexCapabilities } from '../../domain/codex/codex-capabilities.ts';
import { HUGGINGFACE_PROFILE, profileFileName, ROUTED_PROFILE } from '../../domain/codex/codex-names.ts';
import { type CodexFault, type CodexSupport, decideCodexSupport } from '../../domain/codex/codex-support.ts';
import { formatCodexVersion } from '../../domain/codex/codex-version.ts';
import { changeEnvironment } from '../../domain/codex/environment.ts';
import { type LaunchModeName, type LaunchPlan, planLaunch } from '../../domain/codex/launch-plan.ts';
import { buildModelCatalog, type CatalogModel } from '../../domain/codex/model-catalog.ts';
import { type AuthCommand, profileOwner } from '../../domain/codex/plan-profile.ts';
import {
  HUGGINGFACE_CATALOG_MODEL,
  huggingfaceProfile,
  type RouterAddress,
  routedProfile,
} from '../../domain/codex/profile-spec.ts';
import type { FoundTerminal } from '../../domain/codex/terminal-plan.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { say } from '../../domain/sentence/sentence.ts';
import { createBaseInstructions } from './base-instructions.ts';
import { type CodexSurroundings, codexHome } from './codex-home.ts';
import { decodeText } from './decode-text.ts';
import { type FileLayer, nodeFiles } from './file-layer.ts';
import { findCodex } from './find-codex.ts';
import { findTerminals } from './find-terminals.ts';
import { domainPlatform, openTerminal } from './open-terminal.ts';
import { runHere } from './run-here.ts';
import { stopIdleDaemon } from './stop-idle-daemon.ts';
import { type WrittenProfile, writeProfile } from './write-profile.ts';

export interface CodexOptions {
  readonly surroundings: CodexSurroundings;
  /** Prints the local key: `signalbox token`. */
  readonly auth: AuthCommand;
  /** Prints the Hugging Face key, for Codex without the router. */
  readonly huggingfaceAuth: AuthCommand;
  /** Environment variables that may carry provider keys, as they are named now. */
  readonly keyVariables: () => Promise<readonly string[]>;
  readonly files?: FileLayer;
}

export interface CodexLaunch {
  readonly mode: LaunchModeName;
  /** Needed by the modes that go through the router. */
  readonly router?: RouterAddress;
  /** Where Hugging Face is, for its own mode: `base_url` of that provider. */
  readonly huggingfaceUrl?: string | undefined;
  /** What the router offers, for a Codex too old to fetch it. */
  readonly models?: readonly CatalogModel[];
  readonly extraArgs?: readonly string[];
  /** Swap mode is in force. */
  readonly isSwapped?: boolean;
}

/** Everything about Codex on this machine: finding it, its profile files, starting it. */
export interface Codex {
  /** `$CODEX_HOME`; it need not exist. */
  readonly home: string;
  /** Looks again each time: Codex may be installed or updated while Signalbox runs. */
  support(signal?: AbortSignal): Promise<CodexSupport>;
  /** First developer message for the model catalog. Never rejects. */
  baseInstructions(): Promise<string>;
  /** Whose `cost-routing.config.toml` lies in the home folder. */
  profileOwner(): Promise<'absent' | 'ours' | 'foreign'>;
  /** Writes the profile file where the mode needs one, and says how to start Codex. @throws AppError */
  prepare(launch: CodexLaunch): Promise<{ readonly plan: LaunchPlan; readonly profile?: WrittenProfile }>;
  /** Opens a terminal with Codex in the folder. @throws AppError */
  openInTerminal(launch: CodexLaunch, folder: string): Promise<FoundTerminal>;
  /** Runs Codex in this terminal; gives its exit code. @throws AppError */
  runHere(launch: CodexLaunch, folder: string): Promise<number>;
}

export function openCodex(options: CodexOptions): Codex {
  const { surroundings, files = nodeFiles } = options;
  const home = codexHome(surroundings);
  const instructions = createBaseInstructions();

  /** The environment as it is now, for questions to Codex: it needs no key to answer them. */
  async function keyless() {
    const names = await options.keyVariables();
    const change = { set: {}, unset: names };
    return {
      names,
      at: {
        ...surroundings,
        env: changeEnvironment(surroundings.env, change, domainPlatform(surroundings.platform)),
      },
    };
  }

  async function support(signal?: AbortSignal): Promise<CodexSupport> {
    return decideCodexSupport(await findCodex((await keyless()).at, signal));
  }

  async function baseInstructions(): Promise<string> {
    const { at } = await keyless();
    const found = decideCodexSupport(await findCodex(at));
    return instructions.read(
      found.ok ? { path: found.path, version: formatCodexVersion(found.version), env: at.env } : undefined,
    );
  }

  async function prepare(launch: CodexLaunch) {
    const { at, names } = await keyless();
    const { env } = at;
    const finding = await findCodex(at);
    const decided = decideCodexSupport(finding);
    if (!decided.ok && !(launch.mode === 'plain' && finding.kind === 'found'))
      throw unsupported(decided.fault);
    if (finding.kind !== 'found') throw new AppError('child-failed', say`Codex was not found.`);
    const plan = planLaunch({
      mode: launch.mode,
      codexPath: finding.path,
      carry: carried(surroundings, home),
      environment: surroundings.env,
      platform: domainPlatform(surroundings.platform),
      keyNames: names,
      isSwapped: launch.isSwapped === true,
      ...(launch.extraArgs && { extraArgs: launch.extraArgs }),
    });
    if (plan.profile === undefined) {
      // A profile makes Codex work in its own process; plain Codex hands its work to the background server.
      if (launch.isSwapped === true) await stopIdleDaemon(finding.path, env, home, surroundings.platform);
      return { plan };
    }
    const capabilities = codexCapabilities(finding.version);
    const spec =
      plan.profile === HUGGINGFACE_PROFILE
        ? huggingfaceProfile(options.huggingfaceAuth, capabilities, launch.huggingfaceUrl)
        : routedProfile(launch.router ?? routerMissing(), options.auth, capabilities);
    const models = plan.profile === HUGGINGFACE_PROFILE ? [HUGGINGFACE_CATALOG_MODEL] : launch.models;
    const base = { path: finding.path, version: formatCodexVersion(finding.version), env };
    const profile = await writeProfile(files, {
      home,
      spec,
      ...(spec.catalog.kind === 'file' && {
        catalogText: JSON.stringify(buildModelCatalog(models ?? [], await instructions.read(base)), null, 1),
      }),
      check: { codexPath: finding.path, env },
      token: randomBytes(4).toString('hex'),
    });
    return { plan, profile };
  }

  return {
    home,
    support,
    baseInstructions,
    async profileOwner() {
      const bytes = await files.read(join(home, profileFileName(ROUTED_PROFILE)));
      return bytes === undefined ? 'absent' : profileOwner(decodeText(bytes) ?? '');
    },
    prepare,
    async openInTerminal(launch, folder) {
      const { plan } = await prepare(launch);
      return openTerminal(surroundings, await findTerminals(surroundings), plan, folder);
    },
    async runHere(launch, folder) {
      const { plan } = await prepare(launch);
      return runHere(surroundings, plan, folder);
    },
  };
}

/**
 * What Codex and `signalbox token` under it need to find the same folders as we do: whole paths, because they
 * run in another folder.
 */
function carried({ env, homeFolder }: CodexSurroundings, home: string): Record<string, string> {
  return {
    ...(env.CODEX_HOME ? { CODEX_HOME: home } : {}),
    ...(env.SIGNALBOX_HOME ? { SIGNALBOX_HOME: resolve(homeFolder, env.SIGNALBOX_HOME) } : {}),
  };
}

function unsupported(fault: CodexFault): AppError {
  return new AppError('child-failed', fault.message, {
    detail: fault.code,
    remedy: fault.remedy,
    said: fault.said,
  });
}

function routerMissing(): never {
  throw new AppError('unavailable', say`Routing is not running.`, {
    detail: 'router_stopped',
    remedy: say`Start routing, then launch Codex again.`,
  });
}
