import type { AppSnapshot } from '../../../contract/snapshot.ts';
import { adaptiveSubmenu } from './adaptive-submenu.ts';
import { launchSubmenu } from './launch-submenu.ts';
import { ollamaSubmenu } from './ollama-submenu.ts';
import { actionItem, SEPARATOR, type TrayItem, tickItem } from './tray-item.ts';
import { stateLine } from './tray-tooltip.ts';
import type { TrayWords } from './tray-words.ts';

/**
 * The whole menu from the whole state: what cannot be done now is shown, but disabled; what this host does
 * not have is left out.
 */
export function trayMenu(snapshot: AppSnapshot, words: TrayWords): readonly TrayItem[] {
  const { phase } = snapshot.routing;
  const { policy, startsAtLogin } = snapshot;
  const canStart = phase === 'stopped' || phase === 'failed' || phase === 'backing-off';
  const canStop = phase === 'ready' || phase === 'starting' || phase === 'backing-off';
  return [
    { type: 'text', label: stateLine(snapshot, words) },
    SEPARATOR,
    actionItem(words.start, { kind: 'start' }, canStart),
    actionItem(words.stop, { kind: 'stop' }, canStop),
    SEPARATOR,
    launchSubmenu(snapshot.codex.recentFolders, words),
    ...(policy === undefined
      ? []
      : [
          tickItem(
            policy.isAvoidOpenaiFixed ? words.avoidOpenaiFixed : words.avoidOpenai,
            policy.avoidOpenai,
            isOn => ({ kind: 'avoid-openai', isOn }),
            !policy.isAvoidOpenaiFixed,
          ),
        ]),
    ...(snapshot.adaptive === undefined ? [] : [adaptiveSubmenu(snapshot.adaptive, words)]),
    ...(snapshot.ollama === undefined ? [] : [ollamaSubmenu(snapshot.ollama, words)]),
    SEPARATOR,
    actionItem(words.keys, { kind: 'keys' }),
    actionItem(words.dashboard, { kind: 'dashboard' }),
    actionItem(words.restore, { kind: 'restore' }),
    actionItem(words.undo, { kind: 'undo' }),
    SEPARATOR,
    ...(startsAtLogin === undefined
      ? []
      : [tickItem(words.startAtLogin, startsAtLogin, isOn => ({ kind: 'start-at-login', isOn }))]),
    actionItem(words.quit, { kind: 'quit' }),
  ];
}
