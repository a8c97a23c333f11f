import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createOllamaService, type OllamaService, type OllamaServiceOptions } from '../ollama-service.ts';
import type { OllamaState } from '../ollama-state.ts';

export const STAND_IN_FOLDER = fileURLToPath(
  new URL('../../../../e2e/fixtures/ollama-stand-in', import.meta.url),
);

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A zombie has ended; its parent has not looked yet.
  return process.platform !== 'linux' || !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

export interface StandIn extends AsyncDisposable {
  readonly folder: string;
  readonly port: number;
  readonly env: Record<string, string | undefined>;
  service(options?: Partial<OllamaServiceOptions>): OllamaService;
}

/** A folder, a port and an environment whose PATH finds the stand-in, and services made over them. */
export async function useStandIn(settings: Record<string, string> = {}): Promise<StandIn> {
  const folder = mkdtempSync(join(tmpdir(), 'ollama-test-'));
  const port = await freePort();
  const env = {
    PATH: [STAND_IN_FOLDER, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter),
    HOME: folder,
    OLLAMA_MODELS: join(folder, 'models'),
    ...settings,
  };
  const services: OllamaService[] = [];
  return {
    folder,
    port,
    env,
    service(options = {}) {
      const service = createOllamaService({
        baseUrl: `http://127.0.0.1:${port}`,
        env,
        freeBytes: async () => 1e12,
        log: () => undefined,
        timing: {
          firstDelayMs: 20,
          readyPollMs: 20,
          watchMs: 50,
          patienceMs: 1000,
          graceMs: 2000,
          maxShortLives: 3,
        },
        ...options,
      });
      services.push(service);
      return service;
    },
    async [Symbol.asyncDispose]() {
      for (const service of services) await service[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The first state, from now on, that fits. */
export function stateWhere(
  service: OllamaService,
  fits: (state: OllamaState) => boolean,
): Promise<OllamaState> {
  if (fits(service.state())) return Promise.resolve(service.state());
  return new Promise(resolve => {
    const listening = service.onChange(state => {
      if (!fits(state)) return;
      listening[Symbol.dispose]();
      resolve(state);
    });
  });
}

export function runningPid(state: OllamaState): number {
  if (state.engine.phase !== 'running') throw new Error(`Ollama is ${JSON.stringify(state.engine)}`);
  return state.engine.pid;
}
