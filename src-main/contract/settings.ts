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
  /** Serves open-weight models: allowed under `open_models_only`. */
  open_models: z.boolean().default(false),
  /** Extra request headers. Never put a key here: it would be on disk. */
  headers: z.record(z.string(), z.string()).default({}),
});
export type ProviderSettings = z.infer<typeof providerSettingsSchema>;

/** Prices that hold for the whole request once its input is larger than this. */
export const longInputPriceSchema = z.strictObject({
  above_input_tokens: z.int().positive(),
  input_usd_per_mtok: z.number().nonnegative(),
  cached_input_usd_per_mtok: z.number().nonnegative().optional(),
  cache_write_usd_per_mtok: z.number().nonnegative().optional(),
  output_usd_per_mtok: z.number().nonnegative(),
});

export const deploymentSettingsSchema = z.strictObject({
  provider: providerIdSchema,
  enabled: z.boolean().default(true),
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
  cache_write_usd_per_mtok: z.number().nonnegative().optional(),
  output_usd_per_mtok: z.number().nonnegative().optional(),
  long_input: longInputPriceSchema.optional(),
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

export const listenSettingsSchema = z.strictObject({
  /** Everything on this computer calls 127.0.0.1. `0.0.0.0` is every interface, and needs `key_env`. */
  host: z.enum(['127.0.0.1', '0.0.0.0']).default('127.0.0.1'),
  /** Environment variable that holds a key of the person's own, for callers on other computers. */
  key_env: z.string().min(1).optional(),
  port: z.int().min(0).max(65535).default(4000),
  /** Second listener, whose requests always use the risk-adjusted strategy. Absent: there is none. */
  risk_adjusted_port: z.int().min(0).max(65535).optional(),
});
export type ListenSettings = z.infer<typeof listenSettingsSchema>;

export const timeoutSettingsSchema = z.strictObject({
  connect_ms: z.int().positive().default(10_000),
  /** From sending the request to the first body byte of the answer. */
  ttft_ms: z.int().positive().default(120_000),
  /** Longest silence between two body chunks. */
  idle_ms: z.int().positive().default(300_000),
  /** A stream never stays silent towards the client for longer: then it gets an event without meaning. */
  keep_alive_ms: z.int().positive().default(10_000),
  /** How long stopping waits for requests in flight. */
  drain_ms: z.int().nonnegative().default(10_000),
});

export type TimeoutSettings = z.infer<typeof timeoutSettingsSchema>;

/** Cooldown lengths in seconds. */
export const cooldownSettingsSchema = z.strictObject({
  /** After a 429 without a reset time of its own. */
  rate_limited_s: z.number().positive().default(300),
  /** After a 401 or 403; a new key ends it at once. */
  key_refused_s: z.number().positive().default(3600),
  /** After a 404 for the model. */
  model_missing_s: z.number().positive().default(1800),
  /** Failures in a row that open the failure cooldown. */
  failures_in_row: z.int().positive().default(3),
  /** First failure cooldown; it doubles each time, up to `failure_max_s`. */
  failure_s: z.number().positive().default(30),
  failure_max_s: z.number().positive().default(300),
  /** No cooldown is longer than this. */
  max_s: z.number().positive().default(3600),
});

/** Weights of the soft risk. A heavier weight makes that input count more against a deployment. */
export const softRiskWeightsSchema = z.strictObject({
  cost: z.number().nonnegative().default(0.1),
  ttft: z.number().nonnegative().default(0.22),
  total_latency: z.number().nonnegative().default(0.14),
  tokens_per_second: z.number().nonnegative().default(0.14),
  error_rate: z.number().nonnegative().default(0.25),
  token_pressure: z.number().nonnegative().default(0.08),
  queue_depth: z.number().nonnegative().default(0.07),
});

export const dispatchSettingsSchema = z.strictObject({
  /** `reference`: affinity is off whatever `affinity` says, so that traces can be compared. */
  preset: z.enum(['standard', 'reference']).default('standard'),
  weights: softRiskWeightsSchema.prefault({}),
  /** Temperature of the softmax; smaller prefers the best candidate more sharply. */
  temperature: z.number().positive().default(0.3),
  /** Weight of the newest observation in every moving average. */
  ewma_alpha: z.number().gt(0).lte(1).default(0.25),
  cooldowns: cooldownSettingsSchema.prefault({}),
  max_attempts: z.int().min(1).max(10).default(3),
  /** All attempts of one request together, until the first byte of an answer. */
  total_time_ms: z.int().positive().default(180_000),
  /** `priced` keeps a conversation where its prompt cache is, unless moving pays; `none` never holds it. */
  affinity: z.enum(['priced', 'none']).default('priced'),
  /** A conversation idle for longer has no prompt cache left to lose. */
  affinity_idle_s: z.number().positive().default(600),
  /** What a second of waiting is worth when the price and the gain of a move are compared. */
  second_usd: z.number().nonnegative().default(0.002),
  /** What one answer by a candidate listed earlier is worth, against one listed later. */
  preferred_usd: z.number().nonnegative().default(0.02),
  /** How many further requests a move is reckoned to serve. */
  affinity_horizon_requests: z.int().positive().default(8),
  /** How fast an upstream reads a conversation it does not hold in its cache. */
  reread_tokens_per_sec: z.number().positive().default(5000),
  /** Output reckoned with before an answer is known, where the request names no limit. */
  expected_output_tokens: z.int().positive().default(1000),
});

export const routerSettingsSchema = z.strictObject({
  listen: listenSettingsSchema.prefault({}),
  timeouts: timeoutSettingsSchema.prefault({}),
  dispatch: dispatchSettingsSchema.prefault({}),
  /** Savings are counted against the first candidate of this alias. */
  baseline_alias: modelNameSchema.default('codex-default'),
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
