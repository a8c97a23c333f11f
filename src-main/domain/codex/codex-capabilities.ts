import { PROFILE_FILES_SINCE_MINOR } from './codex-support.ts';
import { type CodexVersion, isAtLeastMinor } from './codex-version.ts';

/** Which forms of configuration a Codex version accepts under its own `--strict-config`. */
export interface CodexCapabilities {
  /** `$CODEX_HOME/NAME.config.toml`; before that, `[profiles.NAME]` tables. */
  readonly profileFiles: boolean;
  /** `[model_providers.ID.auth]`. */
  readonly authCommand: boolean;
  /** `model_catalog_url` in the provider table. */
  readonly catalogUrl: boolean;
  /** `[features] unbounded_connection_retries`: without it every refused connection is retried for ever. */
  readonly boundedRetries: boolean;
}

/** Found by asking the binaries of npm with `codex exec --strict-config`; releases not asked count as older. */
export function codexCapabilities(version: CodexVersion): CodexCapabilities {
  return {
    profileFiles: isAtLeastMinor(version, PROFILE_FILES_SINCE_MINOR),
    authCommand: isAtLeastMinor(version, 134),
    catalogUrl: isAtLeastMinor(version, 157),
    boundedRetries: isAtLeastMinor(version, 157),
  };
}
