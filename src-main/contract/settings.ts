import { z } from 'zod';
import { providerIdSchema } from './provider-id.ts';

/** `router.yaml`: deployments, aliases, limits, prices. Keys are as in the file (snake_case, unit in the name). */

export const wireApiSchema = z.enum(['responses', 'chat', 'anthropic', 'gemini']);
export type WireApi = z.infer<typeof wireApiSchema>;

/** An alias or deployment name, as Codex writes it in `model`. */
export const modelNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/);

const httpUrlSchema = z.url({ protocol: /^https?$/ });

export const providerSettingsSchema = z.strictObject({
  wire_api: wireApiSchema,
  base_url: httpUrlSchema,
  /** Environment variable the key may come from, besides the key window. */
  key_env: z.string().optional(),
  /** Needs no key (a server on this machine). */
  keyless: z.boolean().default(false),
  /** Runs on this machine: allowed in local-only folders. */
  local: z.boolean().default(false),
  enabled: z.boolean().default(true),
  /** Extra request headers. Never put a key here: it would be on disk. */
  headers: z.record(z.string(), z.string()).default({}),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

export const deploymentSettingsSchema = z.strictObject({
  provider: providerIdSchema,
  /** The model name the provider knows. */
  model: z.string().min(1),
  context_tokens: z.int().positive().optional(),
  max_output_tokens: z.int().positive().optional(),
  images: z.boolean().optional(),
  tools: z.boolean().optional(),
  parallel_tools: z.boolean().optional(),
  reasoning: z.boolean().optional(),
  input_usd_per_mtok: z.number().nonnegative().optional(),
  cached_input_usd_per_mtok: z.number().nonnegative().optional(),
  output_usd_per_mtok: z.number().nonnegative().optional(),
  tpm_limit: z.int().positive().optional(),
  rpm_limit: z.int().positive().optional(),
  max_in_flight: z.int().positive().optional(),
  prior_cost: z.number().nonnegative().optional(),
  prior_total_latency_ms: z.number().positive().optional(),
  prior_ttft_ms: z.number().positive().optional(),
  prior_tokens_per_sec: z.number().positive().optional(),
  routing_preferences: z.array(z.strictObject({ name: z.string(), description: z.string() })).optional(),
});
export type DeploymentSettings = z.infer<typeof deploymentSettingsSchema>;

export const aliasSettingsSchema = z.strictObject({
  description: z.string().optional(),
  candidates: z.array(modelNameSchema).min(1),
  strategy: z.enum(['ordered', 'risk-adjusted']).default('ordered'),
});
export type AliasSettings = z.infer<typeof aliasSettingsSchema>;

export const listenSettingsSchema = z.strictObject({
  host: z.string().default('127.0.0.1'),
  port: z.int().min(0).max(65535).default(4000),
});

export const timeoutSettingsSchema = z.strictObject({
  connect_ms: z.int().positive().default(10_000),
  /** From sending the request to the first body byte of the answer. */
  ttft_ms: z.int().positive().default(120_000),
  /** Longest silence between two body chunks. */
  idle_ms: z.int().positive().default(300_000),
  /** How long stopping waits for requests in flight. */
  drain_ms: z.int().nonnegative().default(10_000),
});

export const routerSettingsSchema = z.strictObject({
  listen: listenSettingsSchema.prefault({}),
  timeouts: timeoutSettingsSchema.prefault({}),
  /** Largest request body accepted, decompressed, in bytes. */
  max_body_bytes: z
    .int()
    .positive()
    .default(64 * 1024 * 1024),
  providers: z.record(providerIdSchema, providerSettingsSchema),
  deployments: z.record(modelNameSchema, deploymentSettingsSchema),
  aliases: z.record(modelNameSchema, aliasSettingsSchema),
});
export type RouterSettings = z.infer<typeof routerSettingsSchema>;
