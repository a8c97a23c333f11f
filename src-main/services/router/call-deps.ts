import type { Policy } from '../../contract/policy.ts';
import type { RouterSettings } from '../../contract/settings.ts';
import type { Cancellation } from '../../lib/cancellation.ts';
import type { CallReports } from './call-report.ts';
import type { AdaptiveSeam } from './dispatch/adaptive-seam.ts';
import type { AttemptTargets } from './dispatch/attempt-targets.ts';
import type { DispatchHost } from './dispatch/dispatch-host.ts';
import type { RequestReader } from './dispatch/read-request.ts';
import type { BodyBuffers } from './http/body-buffers.ts';
import type { Pools } from './upstream/pools.ts';

/** What serving a call needs of the running router. */
export interface CallDeps {
  settings(): RouterSettings;
  policy(): Policy;
  targets(): AttemptTargets;
  readonly dispatch: DispatchHost;
  readonly reader: RequestReader;
  readonly adaptive: AdaptiveSeam | undefined;
  readonly pools: Pools;
  readonly bodies: BodyBuffers;
  nowMs(): number;
  newId(): string;
  readonly reports: CallReports;
  /** Cancels what is in flight when the router is forced to end. */
  readonly ending: Cancellation;
}
