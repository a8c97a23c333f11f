import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { obtainGateways } from '../../scripts/lib/obtain-gateways.mjs';
import { freePort } from '../../src-main/services/ollama/testing/stand-in.ts';
import type { ScratchFolders } from '../fixtures/scratch-folders.ts';
import type { StandIn } from '../fixtures/upstreams/stand-in.ts';
import { waitFor } from '../fixtures/wait-for.ts';

const FIX = new URL('./mutable-headers.mjs', import.meta.url).href;

export interface Gateway extends AsyncDisposable {
  /** As a provider's base URL. */
  readonly baseUrl: string;
}

async function run(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  readyUrl: string,
): Promise<AsyncDisposable> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    await waitFor('the gateway', async () => (await fetch(readyUrl)).ok || undefined, { timeoutMs: 30_000 });
  } catch (cause) {
    await stop();
    throw new Error(output, { cause });
  }
  return { [Symbol.asyncDispose]: stop };
}

/** Portkey's gateway. Where a request goes on to stands in its headers. */
export async function startPortkey(folders: ScratchFolders): Promise<Gateway> {
  const { portkey } = await obtainGateways();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const running = await run(
    process.execPath,
    ['--import', FIX, portkey, `--port=${port}`, '--headless'],
    folders.env(),
    origin,
  );
  return { baseUrl: `${origin}/v1`, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}

/** opencodex, whose one provider is a Chat Completions server. It lives in the scratch folders. */
export async function startOpencodex(folders: ScratchFolders, upstream: StandIn): Promise<Gateway> {
  const { opencodex, bun } = await obtainGateways();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const home = join(folders.root, 'opencodex');
  mkdirSync(home, { recursive: true });
  const config = {
    port,
    hostname: '127.0.0.1',
    defaultProvider: 'here',
    providers: {
      here: {
        adapter: 'openai-chat',
        baseUrl: upstream.baseUrl,
        apiKey: upstream.key,
        allowPrivateNetwork: true,
        models: [upstream.model],
        defaultModel: upstream.model,
      },
    },
  };
  writeFileSync(join(home, 'config.json'), JSON.stringify(config), { mode: 0o600 });
  const env = folders.env({ OPENCODEX_HOME: home, NO_PROXY: '127.0.0.1,localhost' });
  const args = [opencodex, 'start', '--port', String(port)];
  const running = await run(bun, args, env, `${origin}/healthz`);
  return { baseUrl: `${origin}/v1`, [Symbol.asyncDispose]: () => running[Symbol.asyncDispose]() };
}
