import type { AppSnapshot } from '../../contract/snapshot.ts';
import type { KeyVault } from '../../services/keys/key-vault.ts';
import type { Settings } from '../../services/settings/open-settings.ts';
import type { AdaptiveWatch } from './adaptive-watch.ts';
import { codexSnapshot } from './codex-snapshot.ts';
import type { CodexWatch } from './codex-watch.ts';
import type { DispatchWatch } from './dispatch-watch.ts';
import type { ExamDesk } from './exam-desk.ts';
import type { HostedOllama } from './host-ollama.ts';
import { policySnapshot } from './policy-snapshot.ts';
import type { KeyRecall } from './recall-keys.ts';
import type { RecentFolders } from './recent-folders.ts';
import type { RequestFeed } from './request-feed.ts';
import type { Routing } from './routing.ts';
import type { StartAtLogin } from './start-at-login.ts';
import type { SwapKeeper } from './swap-keeper.ts';

/** The parts of the core that have something to show. */
export interface ShownParts {
  readonly host: AppSnapshot['host'];
  readonly version: string;
  readonly settings: Settings;
  readonly vault: KeyVault;
  readonly recall: KeyRecall;
  readonly routing: Routing;
  readonly feed: RequestFeed;
  readonly watch: DispatchWatch;
  readonly adaptive: AdaptiveWatch;
  readonly ollama: HostedOllama;
  readonly exams: ExamDesk;
  readonly codexWatch: CodexWatch;
  readonly keeper: SwapKeeper;
  readonly recent: RecentFolders;
  readonly startAtLogin?: StartAtLogin;
}

/** Everything the tray and the windows show, as it is now. */
export function coreSnapshot(parts: ShownParts, nowMs: number): AppSnapshot {
  const { settings, startAtLogin } = parts;
  const dispatch = parts.watch.dispatch();
  const ownPlan = parts.watch.ownPlan();
  const exam = parts.exams.snapshot();
  return {
    version: parts.version,
    host: parts.host,
    nowMs,
    figures: parts.watch.figures(nowMs),
    ...(dispatch === undefined ? {} : { dispatch }),
    routing: parts.routing.snapshot(),
    keys: [...parts.vault.statuses()],
    ...parts.recall.snapshot(),
    codex: codexSnapshot(parts.codexWatch, parts.keeper, parts.recent, parts.feed),
    requests: [...parts.feed.list()],
    ollama: parts.ollama.snapshot(),
    ...(ownPlan === undefined ? {} : { ownPlan }),
    ...(exam === undefined ? {} : { exam }),
    adaptive: parts.adaptive.snapshot(),
    settingsProblems: [...settings.problems()],
    policy: policySnapshot(settings),
    ...(startAtLogin === undefined ? {} : { startsAtLogin: startAtLogin.isOn() }),
  };
}
