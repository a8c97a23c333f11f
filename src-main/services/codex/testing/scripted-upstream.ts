import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedUpstream extends AsyncDisposable {
  readonly port: number;
  /** Resolves when a turn is asked for from now on. */
  nextTurn(): Promise<void>;
  readonly seen: {
    readonly method: string;
    readonly url: string;
    readonly authorization: string | undefined;
    readonly body: string;
  }[];
}

/** Stands in for the router: serves the catalog, and answers every turn with one word, or never. */
export async function scriptedUpstream(
  catalog: unknown,
  { isSilent = false }: { readonly isSilent?: boolean } = {},
): Promise<ScriptedUpstream> {
  const seen: ScriptedUpstream['seen'] = [];
  let onTurn: () => void = () => undefined;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const { method = '', url = '' } = request;
      seen.push({ method, url, authorization: request.headers.authorization, body });
      if (url.startsWith('/codex/models')) {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(catalog));
        return;
      }
      onTurn();
      if (isSilent) return;
      response.setHeader('content-type', 'text/event-stream');
      const item = { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'hello' }] };
      response.write(`data: ${JSON.stringify({ type: 'response.output_item.done', item })}\n\n`);
      response.end('data: {"type":"response.completed","response":{"id":"resp_1"}}\n\n');
    });
  });
  // As the router does; Codex then goes on by HTTP at once.
  server.on('upgrade', (_request, socket) => {
    socket.end('HTTP/1.1 426 Upgrade Required\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    nextTurn: () =>
      new Promise(resolve => {
        onTurn = resolve;
      }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
