import { type LaunchMode, launchModeSchema } from '../../contract/dashboard-calls.ts';
import type { AppSnapshot } from '../../contract/snapshot.ts';
import { trayState } from './tray-state.ts';
import type { TrayWords } from './tray-words.ts';

/** What a click asks for. */
export type TrayAction =
  | { readonly kind: 'start' | 'stop' | 'keys' | 'dashboard' | 'restore' | 'undo' | 'quit' }
  /** Without a folder the person is asked for one. */
  | { readonly kind: 'launch'; readonly mode: LaunchMode; readonly folder?: string };

export type TrayItem =
  | { readonly type: 'separator' }
  | { readonly type: 'text'; readonly label: string }
  | {
      readonly type: 'action';
      readonly label: string;
      readonly isEnabled: boolean;
      readonly action: TrayAction;
    }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

/** The whole menu from the whole state: what cannot be done now is shown, but disabled. */
export function trayMenu(snapshot: AppSnapshot, words: TrayWords): readonly TrayItem[] {
  const { phase } = snapshot.routing;
  const canStart = phase === 'stopped' || phase === 'failed' || phase === 'backing-off';
  const canStop = phase === 'ready' || phase === 'starting' || phase === 'backing-off';
  const item = (label: string, action: TrayAction, isEnabled = true): TrayItem => ({
    type: 'action',
    label,
    isEnabled,
    action,
  });
  const separator: TrayItem = { type: 'separator' };
  return [
    { type: 'text', label: stateLine(snapshot, words) },
    separator,
    item(words.start, { kind: 'start' }, canStart),
    item(words.stop, { kind: 'stop' }, canStop),
    separator,
    {
      type: 'submenu',
      label: words.launch,
      items: launchModeSchema.options.map(mode => ({
        type: 'submenu',
        label: words.modes[mode],
        items: [
          ...snapshot.codex.recentFolders.map(folder =>
            item(escapeMnemonic(folder), { kind: 'launch', mode, folder }),
          ),
          ...(snapshot.codex.recentFolders.length > 0 ? [separator] : []),
          item(words.chooseFolder, { kind: 'launch', mode }),
        ],
      })),
    },
    separator,
    item(words.keys, { kind: 'keys' }),
    item(words.dashboard, { kind: 'dashboard' }),
    item(words.restore, { kind: 'restore' }),
    item(words.undo, { kind: 'undo' }),
    separator,
    item(words.quit, { kind: 'quit' }),
  ];
}

/** First line of the menu, and the tooltip. */
export function stateLine(snapshot: AppSnapshot, words: TrayWords): string {
  const { routing } = snapshot;
  const parts = [words.state[trayState(snapshot)]];
  if (routing.port !== undefined) parts.push(`127.0.0.1:${routing.port}`);
  if (routing.inFlight > 0) parts.push(words.inFlight(routing.inFlight));
  if (routing.fault !== undefined) parts.push(routing.fault.message);
  return parts.join(' · ');
}

/** A single `&` would underline the next letter. */
function escapeMnemonic(label: string): string {
  return label.replaceAll('&', '&&');
}
