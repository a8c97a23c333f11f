/** Every way Signalbox can fail. Closed: a new failure gets a row in `ERROR_TABLE`, not a free text. */
export type ErrorCode =
  | 'rate-limited'
  | 'unavailable'
  | 'timeout'
  | 'rejected'
  | 'key-missing'
  | 'key-refused'
  | 'policy-denied'
  | 'no-deployment'
  | 'stream-broken'
  | 'client-closed'
  | 'draining'
  | 'swap-conflict'
  | 'settings-invalid'
  | 'contract-violation'
  | 'child-failed';

export interface ErrorRow {
  /** HTTP status the router answers with when it has not begun its answer. */
  readonly status: number;
  /** `error.type` of the OpenAI-shaped body. */
  readonly type: string;
  /** Whether another candidate may be tried while nothing was shown to the client. */
  readonly retryElsewhere: boolean;
  /** Whether the deployment leaves traffic for a while. */
  readonly cooldown: boolean;
}

/**
 * One table for HTTP status, retry and cooldown behaviour.
 * Statuses are chosen by what Codex does with them (400 is shown verbatim and not retried; 5xx is retried
 * up to 30 times, so it is kept for what really may pass).
 */
export const ERROR_TABLE: Readonly<Record<ErrorCode, ErrorRow>> = {
  'rate-limited': { status: 429, type: 'rate_limit_error', retryElsewhere: true, cooldown: true },
  unavailable: { status: 502, type: 'upstream_error', retryElsewhere: true, cooldown: true },
  timeout: { status: 504, type: 'timeout_error', retryElsewhere: true, cooldown: true },
  rejected: { status: 400, type: 'invalid_request_error', retryElsewhere: false, cooldown: false },
  'key-missing': { status: 400, type: 'authentication_error', retryElsewhere: true, cooldown: true },
  'key-refused': { status: 400, type: 'authentication_error', retryElsewhere: true, cooldown: true },
  'policy-denied': { status: 400, type: 'policy_error', retryElsewhere: false, cooldown: false },
  'no-deployment': { status: 503, type: 'no_deployment_error', retryElsewhere: false, cooldown: false },
  'stream-broken': { status: 502, type: 'upstream_error', retryElsewhere: true, cooldown: true },
  'client-closed': { status: 499, type: 'client_closed', retryElsewhere: false, cooldown: false },
  draining: { status: 503, type: 'unavailable_error', retryElsewhere: false, cooldown: false },
  'swap-conflict': { status: 409, type: 'conflict_error', retryElsewhere: false, cooldown: false },
  'settings-invalid': { status: 400, type: 'settings_error', retryElsewhere: false, cooldown: false },
  'contract-violation': {
    status: 400,
    type: 'invalid_request_error',
    retryElsewhere: false,
    cooldown: false,
  },
  'child-failed': { status: 503, type: 'unavailable_error', retryElsewhere: false, cooldown: false },
};
