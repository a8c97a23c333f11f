import { z } from 'zod';
import type { Phase, ProviderModel, Scenario } from '../domain/markov/bench/scenario.ts';

/** One scenario file of the controlled benchmark, as documented in docs/adaptive.md. */

const shareSchema = z.number().min(0).max(1);
const secondsSchema = z.number().nonnegative();

/** Leaves out what is undefined, for optional fields that must be absent rather than undefined. */
function present<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

const phaseSchema = z
  .strictObject({
    from_s: secondsSchema,
    to_s: secondsSchema,
    repeat_every_s: z.number().positive().optional(),
    ramp: z.boolean().default(false),
    ttft_factor: z.number().positive().optional(),
    speed_factor: z.number().positive().optional(),
    error_share: shareSchema.optional(),
    broken_stream_share: shareSchema.optional(),
    quality_share: shareSchema.optional(),
    rpm_limit: z.int().nonnegative().optional(),
    background_rpm: z.number().nonnegative().max(6000).optional(),
    outage: z.enum(['refused', 'timeout']).optional(),
  })
  .refine(phase => phase.to_s > phase.from_s, { message: 'to_s must be later than from_s', path: ['to_s'] })
  .transform(
    (phase): Phase => ({
      fromS: phase.from_s,
      toS: phase.to_s,
      ramp: phase.ramp,
      ...present({
        repeatEveryS: phase.repeat_every_s,
        ttftFactor: phase.ttft_factor,
        speedFactor: phase.speed_factor,
        errorShare: phase.error_share,
        brokenStreamShare: phase.broken_stream_share,
        qualityShare: phase.quality_share,
        rpmLimit: phase.rpm_limit,
        backgroundRpm: phase.background_rpm,
        outage: phase.outage,
      }),
    }),
  );

const providerSchema = z
  .strictObject({
    name: z.string().min(1),
    /** What the configuration claims; defaults to the true TTFT and a typical answer. */
    usual_ttft_ms: z.number().positive().optional(),
    usual_total_ms: z.number().positive().optional(),
    ttft_ms: z.number().positive(),
    ttft_sigma: z.number().min(0).max(2).default(0.25),
    tokens_per_second: z.number().positive(),
    slots: z.int().min(1).max(1024).default(64),
    max_in_flight: z.int().positive().optional(),
    input_usd_per_mtok: z.number().nonnegative(),
    output_usd_per_mtok: z.number().nonnegative(),
    quality_share: shareSchema.default(0.97),
    error_share: shareSchema.default(0.001),
    broken_stream_share: shareSchema.default(0),
    rpm_limit: z.int().positive().optional(),
    rpm_limit_known: z.boolean().default(false),
    retry_after_s: secondsSchema.optional(),
    phases: z.array(phaseSchema).default([]),
  })
  .transform(
    (one): ProviderModel => ({
      name: one.name,
      usualTtftMs: one.usual_ttft_ms ?? one.ttft_ms,
      usualTotalMs: one.usual_total_ms ?? one.ttft_ms + 250_000 / one.tokens_per_second,
      ttftMs: one.ttft_ms,
      ttftSigma: one.ttft_sigma,
      tokensPerSecond: one.tokens_per_second,
      slots: one.slots,
      inputUsdPerMTok: one.input_usd_per_mtok,
      outputUsdPerMTok: one.output_usd_per_mtok,
      qualityShare: one.quality_share,
      errorShare: one.error_share,
      brokenStreamShare: one.broken_stream_share,
      isLimitKnown: one.rpm_limit_known,
      phases: one.phases,
      ...present({
        maxInFlight: one.max_in_flight,
        rpmLimit: one.rpm_limit,
        retryAfterS: one.retry_after_s,
      }),
    }),
  );

const burstSchema = z
  .strictObject({
    from_s: secondsSchema,
    to_s: secondsSchema,
    requests_per_minute: z.number().positive().max(6000),
  })
  .transform(burst => ({
    fromS: burst.from_s,
    toS: burst.to_s,
    requestsPerMinute: burst.requests_per_minute,
  }));

export const adaptiveScenarioSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    description: z.string().min(1),
    duration_s: z.number().positive().max(86_400),
    requests_per_minute: z.number().positive().max(6000),
    bursts: z.array(burstSchema).default([]),
    input_tokens: z.number().positive().default(12_000),
    output_tokens: z.number().positive().default(250),
    tokens_sigma: z.number().min(0).max(2).default(0.5),
    history_requests: z.int().min(0).max(200).default(6),
    client_retries: z.int().min(0).max(10).default(2),
    client_backoff_ms: z.number().nonnegative().default(1000),
    ttft_timeout_ms: z.number().positive().default(30_000),
    max_attempts: z.int().min(1).max(10).default(3),
    hard_limits: z.boolean().default(true),
    providers: z.array(providerSchema).min(1).max(50),
  })
  .refine(one => new Set(one.providers.map(provider => provider.name)).size === one.providers.length, {
    message: 'two providers have the same name',
    path: ['providers'],
  })
  .transform(
    (one): Scenario => ({
      name: one.name,
      description: one.description,
      durationS: one.duration_s,
      requestsPerMinute: one.requests_per_minute,
      bursts: one.bursts,
      inputTokens: one.input_tokens,
      outputTokens: one.output_tokens,
      tokensSigma: one.tokens_sigma,
      historyRequests: one.history_requests,
      clientRetries: one.client_retries,
      clientBackoffMs: one.client_backoff_ms,
      ttftTimeoutMs: one.ttft_timeout_ms,
      maxAttempts: one.max_attempts,
      hardLimits: one.hard_limits,
      providers: one.providers,
    }),
  );
