import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { CallInput, CallOutput, DashboardCall } from '../../../contract/dashboard-calls.ts';
import { createDisposables } from '../../../lib/disposables.ts';
import { localKeyPath } from '../../../services/instance/local-key-file.ts';
import type { OsKeychain } from '../../../services/keys/os-keychain.ts';
import { spawnNodeRouter } from '../../../services/supervise/spawn-node-router.ts';
import { answerCall } from '../answer-call.ts';
import { type Core, startCore } from '../start-core.ts';

export interface TestCore extends AsyncDisposable {
  readonly core: Core;
  readonly userDataFolder: string;
  readonly codexHome: string;
  /** Makes a call as a window does: its input and its answer go through their schemas. */
  call<C extends DashboardCall>(name: C, input: CallInput<C>): Promise<CallOutput<C>>;
  /** Asks the router for an answer, with the local key. */
  ask(model: string, headers?: Record<string, string>): Promise<Response>;
}

export interface TestCoreOptions {
  /** Of `buildRouter`. */
  readonly routerScript: string;
  readonly routerYaml: object;
  readonly policyYaml?: object;
}

const EMPTY_KEYCHAIN: OsKeychain = {
  find: async () => ({}),
  set: async () => undefined,
  delete: async () => undefined,
  [Symbol.dispose]: () => undefined,
};

/** The real core in folders of its own, with routing started in a real router process. */
export async function startTestCore(options: TestCoreOptions): Promise<TestCore> {
  const open = createDisposables();
  const root = await mkdtemp(join(tmpdir(), 'core-'));
  open.defer(() => rm(root, { recursive: true, force: true }));
  const folder = (name: string) => join(root, name);
  await Promise.all(['data', 'codex', 'home', 'tmp'].map(name => mkdir(folder(name))));
  await writeFile(join(folder('data'), 'router.yaml'), stringify(options.routerYaml));
  await writeFile(
    join(folder('data'), 'codex-routing-policy.yaml'),
    stringify(options.policyYaml ?? { avoid_openai: false }),
  );
  const env = { PATH: process.env.PATH, CODEX_HOME: folder('codex'), HOME: folder('home') };
  const core = open.use(
    await startCore({
      host: 'headless',
      version: '0.0.0-test',
      platform: process.platform,
      env,
      homeFolder: folder('home'),
      temporaryFolder: folder('tmp'),
      userDataFolder: folder('data'),
      spawnRouter: () => spawnNodeRouter(options.routerScript, env),
      openKeychain: () => EMPTY_KEYCHAIN,
      cli: { command: process.execPath, args: [] },
    }),
  );
  const call: TestCore['call'] = async (name, input) =>
    (await answerCall(core.calls, name, input)) as CallOutput<typeof name>; // parsed there, by the call's own schema
  await call('routing.start', {});
  return {
    core,
    userDataFolder: folder('data'),
    codexHome: folder('codex'),
    call,
    async ask(model, headers = {}) {
      const key = await readFile(localKeyPath(folder('tmp')), 'utf8');
      return fetch(`http://127.0.0.1:${core.snapshot().routing.port}/v1/responses`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, ...headers },
        body: JSON.stringify({ model, stream: true, input: 'hello' }),
      });
    },
    [Symbol.asyncDispose]: () => open[Symbol.asyncDispose](),
  };
}
