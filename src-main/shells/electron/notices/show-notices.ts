import { Notification } from 'electron';
import { type NoticeMemory, nextNotices } from '../../../domain/notify/next-notices.ts';
import type { Core } from '../../core/start-core.ts';
import type { WindowKind } from '../open-windows.ts';
import { noticeText } from './notice-words.ts';
import { watchedOf } from './watched-of.ts';

/** As many as a person may still want to click; older ones are only looked at. */
const KEPT = 8;

/** Tells by the system's notifications the few things worth one. A click opens what it is about. */
export function showNotices(core: Core, locale: string, open: (window: WindowKind) => void): Disposable {
  // A notification that nobody holds is collected, and its click with it.
  let shown: readonly Notification[] = [];
  let memory: NoticeMemory | undefined;
  function look(): void {
    const snapshot = core.snapshot();
    const isQuiet = snapshot.policy?.isQuiet === true || !Notification.isSupported();
    const step = nextNotices(memory, watchedOf(snapshot), snapshot.nowMs, isQuiet);
    memory = step.memory;
    for (const notice of step.notices) {
      const { title, body, action, opens } = noticeText(notice, locale);
      const notification = new Notification({
        title,
        body,
        silent: true,
        actions: [{ type: 'button', text: action }],
      });
      notification.on('click', () => open(opens));
      notification.on('action', () => open(opens));
      notification.on('failed', () => core.log('notice-failed', { kind: notice.kind }));
      notification.show();
      shown = [notification, ...shown].slice(0, KEPT);
      core.log('notice', { kind: notice.kind });
    }
  }
  look();
  const changes = core.onSnapshot(look);
  return {
    [Symbol.dispose]() {
      changes[Symbol.dispose]();
      for (const notification of shown) notification.close();
      shown = [];
    },
  };
}
