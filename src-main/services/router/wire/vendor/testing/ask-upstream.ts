import type { CanonicalEvent } from '../../canonical-event.ts';
import type { CanonicalRequest } from '../../canonical-request.ts';
import type { Dialect, EncodedRequest } from '../../dialect.ts';
import { parseJson } from '../../json.ts';
import type { WireTarget } from '../../wire-target.ts';

export interface UpstreamDoor {
  readonly baseUrl: string;
  readonly keyHeader: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly encoded: EncodedRequest;
  readonly status: number;
  readonly events: CanonicalEvent[];
}

/** Sends a request through a dialect to a real server and reads the answer back, whatever it is. */
export async function askUpstream(
  dialect: Dialect,
  door: UpstreamDoor,
  request: CanonicalRequest,
  target: WireTarget,
): Promise<Asked> {
  const encoded = dialect.encodeRequest(request, target);
  const query = new URLSearchParams(encoded.query).toString();
  const response = await fetch(`${door.baseUrl}${encoded.path}${query === '' ? '' : `?${query}`}`, {
    method: 'POST',
    headers: { ...encoded.headers, ...door.keyHeader },
    body: encoded.body,
  });
  const { status } = response;
  if (status !== 200) {
    const headers = Object.fromEntries(response.headers);
    const failure = dialect.decodeError(status, headers, await response.text());
    return { encoded, status, events: [{ type: 'failed', ...failure }] };
  }
  if (!request.stream) {
    const json = parseJson(await response.text()) ?? null;
    return { encoded, status, events: dialect.decodeComplete(json, encoded.context) };
  }
  const decoder = dialect.createDecoder(encoded.context);
  const events: CanonicalEvent[] = [];
  try {
    const reader = response.body?.getReader();
    for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
      events.push(...decoder.push(read.value));
    }
  } catch (error) {
    // The server tore the connection: what came before counts, and there is no end.
    if (!(error instanceof TypeError)) throw error;
    return { encoded, status, events };
  }
  events.push(...decoder.end());
  return { encoded, status, events };
}
