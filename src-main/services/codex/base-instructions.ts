import {
  FALLBACK_BASE_INSTRUCTIONS,
  pickBaseInstructions,
} from '../../domain/codex/pick-base-instructions.ts';
import { askCodexApart } from './run-codex.ts';

const CATALOG_TIMEOUT_MS = 15_000;

export interface BaseInstructions {
  /** The text for the model catalog. Asked once per Codex path and version; never rejects. */
  read(codex: AskedCodex | undefined): Promise<string>;
}

export interface AskedCodex {
  readonly path: string;
  readonly version: string;
  /** Environment it is asked in. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Takes the base instructions from the installed Codex, or our own where it tells none. */
export function createBaseInstructions(): BaseInstructions {
  const known = new Map<string, Promise<string>>();
  return {
    read(codex) {
      if (codex === undefined) return Promise.resolve(FALLBACK_BASE_INSTRUCTIONS);
      const key = `${codex.version} ${codex.path}`;
      const asked = known.get(key) ?? askCodex(codex);
      known.set(key, asked);
      return asked;
    },
  };
}

async function askCodex({ path, env }: AskedCodex): Promise<string> {
  const { stdout } = await askCodexApart({
    codexPath: path,
    args: ['debug', 'models', '--bundled'],
    env,
    timeoutMs: CATALOG_TIMEOUT_MS,
  });
  return pickBaseInstructions(parseJson(stdout)) ?? FALLBACK_BASE_INSTRUCTIONS;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // An older Codex prints help or nothing here: the caller has a text of its own.
    return undefined;
  }
}
