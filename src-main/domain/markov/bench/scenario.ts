/** Conditions of one provider during a span of the run. Absent figures stay as they are without the phase. */
export interface Phase {
  readonly fromS: number;
  readonly toS: number;
  /** The phase comes back with this period until the run ends. */
  readonly repeatEveryS?: number;
  /** Factors and shares grow linearly from nothing to full over the span. */
  readonly ramp: boolean;
  readonly ttftFactor?: number;
  /** Above 1 generates faster, below 1 slower. */
  readonly speedFactor?: number;
  readonly errorShare?: number;
  readonly brokenStreamShare?: number;
  readonly qualityShare?: number;
  readonly rpmLimit?: number;
  /** Requests of other people at the same provider, served from the same slots. */
  readonly backgroundRpm?: number;
  readonly outage?: 'refused' | 'timeout';
}

export interface ProviderModel {
  readonly name: string;
  /** What the configuration claims is usual; the router knows this and nothing else in advance. */
  readonly usualTtftMs: number;
  readonly usualTotalMs: number;
  readonly ttftMs: number;
  readonly ttftSigma: number;
  readonly tokensPerSecond: number;
  /** Requests it serves at once; more wait in its queue, first come first served. */
  readonly slots: number;
  readonly maxInFlight?: number;
  readonly inputUsdPerMTok: number;
  readonly outputUsdPerMTok: number;
  /** Share of complete answers without a flaw (cut off, unusable tool call). */
  readonly qualityShare: number;
  readonly errorShare: number;
  readonly brokenStreamShare: number;
  readonly rpmLimit?: number;
  /** `Retry-After` it sends with a 429; absent where it sends none. */
  readonly retryAfterS?: number;
  /** Whether the limit is configured, so that the share in use can be observed. */
  readonly isLimitKnown: boolean;
  readonly phases: readonly Phase[];
}

/** One synthetic world. Providers stand in the policy's order; the first is the baseline's choice. */
export interface Scenario {
  readonly name: string;
  readonly description: string;
  readonly durationS: number;
  readonly requestsPerMinute: number;
  readonly bursts: readonly {
    readonly fromS: number;
    readonly toS: number;
    readonly requestsPerMinute: number;
  }[];
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly tokensSigma: number;
  /** Observations of each provider in good weather, a day old, read back from the log at start. */
  readonly historyRequests: number;
  readonly clientRetries: number;
  readonly clientBackoffMs: number;
  readonly ttftTimeoutMs: number;
  readonly maxAttempts: number;
  /** Whether cooldowns hold candidates back; both policies live under the same ones. */
  readonly hardLimits: boolean;
  readonly providers: readonly ProviderModel[];
}
