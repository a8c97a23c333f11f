import type { CallInput, CallOutput, DashboardCall } from '../src-main/contract/dashboard-calls.ts';
import type { AppSnapshot } from '../src-main/contract/snapshot.ts';
import type { Bridge } from './bridge.ts';

/** The server answered a call with something other than its output. */
export class CallRefused extends Error {
  /** HTTP; 0 where there was no answer. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'CallRefused';
    this.status = status;
  }
}

const readRefusal = async (response: Response): Promise<CallRefused> => {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } };
    const message = body.error?.message;
    if (typeof message === 'string') return new CallRefused(response.status, message);
  } catch (cause) {
    // Not JSON: the status line is all there is to say.
    if (!(cause instanceof SyntaxError)) throw cause;
  }
  return new CallRefused(response.status, `HTTP ${response.status}`);
};

/** What a browser says of a server that is gone (`Failed to fetch`) helps nobody. */
const unanswered = (): never => {
  throw new CallRefused(0, 'Signalbox does not answer.');
};

/**
 * Calls as `POST /api/call/NAME` with the input as JSON (no body where the call takes none), snapshots as
 * server-sent events. The session rides on a same-site cookie that this script cannot read.
 */
export const openHttpBridge = (): Bridge => ({
  windowKind: 'dashboard',
  call: async <C extends DashboardCall>(name: C, input: CallInput<C>) => {
    const response = await fetch(`/api/call/${name}`, {
      method: 'POST',
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { 'content-type': 'application/json' },
      ...(input === undefined ? {} : { body: JSON.stringify(input) }),
    }).catch(unanswered);
    if (!response.ok) throw await readRefusal(response);
    return (await response.json()) as CallOutput<C>;
  },
  listen: (onSnapshot, onLink) => {
    const source = new EventSource('/api/events');
    source.addEventListener('open', () => onLink('live'));
    source.addEventListener('snapshot', event => onSnapshot(JSON.parse(event.data) as AppSnapshot));
    // A browser gives up for good (CLOSED) only on a wrong status or content type: the cookie is not accepted.
    source.addEventListener('error', () =>
      onLink(source.readyState === EventSource.CLOSED ? 'refused' : 'lost'),
    );
    return () => source.close();
  },
});
