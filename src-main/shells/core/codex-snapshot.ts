import type { CodexSnapshot } from '../../contract/snapshot.ts';
import type { CodexWatch } from './codex-watch.ts';
import type { RecentFolders } from './recent-folders.ts';
import type { RequestFeed } from './request-feed.ts';
import type { SwapKeeper } from './swap-keeper.ts';

export function codexSnapshot(
  watch: CodexWatch,
  keeper: SwapKeeper,
  recent: RecentFolders,
  feed: Pick<RequestFeed, 'heardCodexAtMs'>,
): CodexSnapshot {
  const problem = keeper.problem();
  const heardAtMs = feed.heardCodexAtMs();
  return {
    ...watch.current(),
    recentFolders: [...recent.list()],
    ...(heardAtMs === undefined ? {} : { heardAtMs }),
    swap: {
      wanted: watch.wantsSwap(),
      active: keeper.isActive(),
      ...(problem === undefined ? {} : { problem }),
    },
  };
}
