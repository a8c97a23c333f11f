import { join } from 'node:path';
import { createDisposables } from '../../lib/disposables.ts';
import { createOsKeychain } from '../../services/keys/os-keychain.ts';
import { spawnNodeRouter } from '../../services/supervise/spawn-node-router.ts';
import { claimInstance } from '../core/claim-instance.ts';
import { type Core, startCore } from '../core/start-core.ts';
import { VERSION } from '../core/version.ts';
import { startControlServer } from '../web/control-server.ts';
import { startWeb } from '../web/start-web.ts';
import { ownCommand } from './own-command.ts';
import { say } from './print.ts';
import type { Surroundings } from './surroundings.ts';

export interface ServeOptions {
  /** Router port instead of the one in router.yaml; 0 takes a free one. */
  readonly port?: number;
  readonly dashboardPort: number;
  readonly isJson: boolean;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The program without a tray: routing, and the dashboard in a browser. Runs until Ctrl-C or `signalbox stop`,
 * then drains.
 */
export async function serve(options: ServeOptions, at: Surroundings): Promise<void> {
  const disposables = createDisposables();
  let end: (why: string) => void = () => undefined;
  const ended = new Promise<string>(resolve => {
    end = resolve;
  });
  for (const signal of SIGNALS) process.on(signal, () => end(signal));
  try {
    const claim = disposables.use(
      await claimInstance('headless', at.userDataFolder, at.temporaryFolder, at.platform),
    );
    const core = disposables.use(
      await startCore({
        host: 'headless',
        version: VERSION,
        platform: at.platform,
        env: at.env,
        homeFolder: at.homeFolder,
        temporaryFolder: at.temporaryFolder,
        userDataFolder: at.userDataFolder,
        spawnRouter: () => spawnNodeRouter(join(at.programFolder, 'router.js'), at.env),
        openKeychain: findWithinMs =>
          createOsKeychain({ entry: join(at.programFolder, 'keychain.js'), env: at.env, findWithinMs }),
        cli: ownCommand(at),
      }),
    );
    const web = disposables.use(await startWeb(core, at.rendererFolder, options.dashboardPort));
    disposables.use(
      await startControlServer(
        core,
        claim.controlPath,
        at.platform,
        () => end('signalbox stop'),
        () => web.inviteUrl(),
      ),
    );
    await claim.publish();
    const started = await core.calls['routing.start']?.(
      options.port === undefined ? {} : { port: options.port },
    );
    const { routing } = core.snapshot();
    const dashboard = web.inviteUrl();
    if (options.isJson) {
      const fault = started?.ok === false ? { fault: started.fault } : {};
      process.stdout.write(`${JSON.stringify({ event: 'serving', dashboard, routing, ...fault })}\n`);
    } else {
      if (started?.ok === false) {
        say(`Routing did not start: ${started.fault.message}`);
        if (started.fault.remedy !== undefined) say(`  ${started.fault.remedy}`);
      } else {
        say(`Routing on http://127.0.0.1:${routing.port}`);
      }
      say(`Dashboard and keys: ${dashboard}`);
      say('The address lets one browser in, once. Ctrl-C stops.');
    }
    disposables.use(tellKeychainFault(core));
    const why = await ended;
    if (!options.isJson) say(`Stopping (${why}); requests in flight are finished first.`);
  } finally {
    await disposables[Symbol.asyncDispose]();
  }
}

/** On standard error, under --json too: the keys may come later, or not at all. */
function tellKeychainFault(core: Core): Disposable {
  let told: string | undefined;
  const look = () => {
    const fault = core.snapshot().keychainFault;
    if (fault !== undefined && fault.code !== told) {
      say(`Warning: ${fault.message}`);
      if (fault.remedy !== undefined) say(`  ${fault.remedy}`);
    }
    if (fault === undefined && told !== undefined) say('The remembered keys are here.');
    told = fault?.code;
  };
  look();
  return core.onSnapshot(look);
}
