/**
 * The one model-provider id Signalbox ever writes. Codex stores it in every session and refuses to resume a
 * session under another id, so it must never change, whatever the upstream.
 */
export const SIGNALBOX_PROVIDER_ID = 'signalbox';

/** Shown by Codex. Never `OpenAI`: that name makes Codex compress requests for its own service. */
export const SIGNALBOX_PROVIDER_NAME = 'Signalbox';

/** `codex --profile NAME` reads `$CODEX_HOME/NAME.config.toml`. */
export const ROUTED_PROFILE = 'cost-routing';
export const HUGGINGFACE_PROFILE = 'cost-routing-hf';

export const HUGGINGFACE_BASE_URL = 'https://router.huggingface.co/v1';
export const HUGGINGFACE_MODEL = 'openai/gpt-oss-120b:fastest';

/** Carries the local key to a Codex too old for command-backed auth. */
export const LOCAL_KEY_ENV = 'LITELLM_API_KEY';

/** Header that tells the router how a Codex was launched, and the variable Codex takes it from. */
export const LAUNCH_MODE_HEADER = 'x-signalbox-launch';
export const LAUNCH_MODE_ENV = 'SIGNALBOX_LAUNCH';

export function profileFileName(profile: string): string {
  return `${profile}.config.toml`;
}
