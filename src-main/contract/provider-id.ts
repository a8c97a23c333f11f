import { z } from 'zod';

/** A vendor or gateway: `openai`, `gemini`, `anthropic`, `huggingface`, `ollama`, `litellm`, or one of the person's own. */
export const providerIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** The providers that take a key in the key window, with the environment variable each is also read from. */
export const KEYED_PROVIDERS = [
  { provider: 'openai', label: 'OpenAI', envName: 'OPENAI_API_KEY' },
  { provider: 'gemini', label: 'Gemini', envName: 'GEMINI_API_KEY' },
  { provider: 'anthropic', label: 'Anthropic', envName: 'ANTHROPIC_API_KEY' },
  { provider: 'huggingface', label: 'Hugging Face', envName: 'HF_TOKEN' },
] as const;
