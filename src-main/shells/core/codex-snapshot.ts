import type { CodexSnapshot } from '../../contract/snapshot.ts';
import type { CodexWatch } from './codex-watch.ts';
import type { RecentFolders } from './recent-folders.ts';
import type { SwapKeeper } from './swap-keeper.ts';

export function codexSnapshot(watch: CodexWatch, keeper: SwapKeeper, recent: RecentFolders): CodexSnapshot {
  const problem = keeper.problem();
  return {
    ...watch.current(),
    recentFolders: [...recent.list()],
    swap: {
      wanted: watch.wantsSwap(),
      active: keeper.isActive(),
      ...(problem === undefined ? {} : { problem }),
    },
  };
}
