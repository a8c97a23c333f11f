import { createDisposables } from '../../lib/disposables.ts';
import type { HostedOllama } from './host-ollama.ts';
import type { Routing } from './routing.ts';

/**
 * Keeps routing and Ollama in step: ours starts and stops with routing, and the router leaves the local candidate
 * out while it is known that nobody answers there.
 */
export function linkOllama(routing: Routing, ollama: HostedOllama): AsyncDisposable {
  const disposables = createDisposables();
  let toldUp: boolean | undefined;
  function tellRouter(): void {
    if (routing.state().phase !== 'ready') {
      toldUp = undefined;
      return;
    }
    const isUp = ollama.mayAnswer();
    if (isUp === toldUp) return;
    toldUp = isUp;
    routing.tell({ type: 'provider', provider: 'ollama', isUp });
  }
  disposables.use(ollama.onChange(tellRouter));
  disposables.use(
    routing.onChange(({ phase }) => {
      ollama.followRouting(phase);
      tellRouter();
    }),
  );
  return disposables;
}
