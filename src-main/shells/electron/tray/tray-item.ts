import type { CallInput, LaunchMode } from '../../../contract/dashboard-calls.ts';

/** What a click asks for. */
export type TrayAction =
  | { readonly kind: 'start' | 'stop' | 'keys' | 'dashboard' | 'restore' | 'undo' | 'quit' }
  /** Without a folder the person is asked for one. */
  | { readonly kind: 'launch'; readonly mode: LaunchMode; readonly folder?: string }
  | ({ readonly kind: 'adaptive' } & CallInput<'adaptive.setRollout'>)
  | { readonly kind: 'ollama'; readonly call: 'start' | 'stop' | 'pull' | 'cancelPull' }
  | { readonly kind: 'avoid-openai'; readonly isOn: boolean }
  | { readonly kind: 'start-at-login'; readonly isOn: boolean };

/** One entry of the menu, as plain values: what Electron makes of it is decided elsewhere. */
export type TrayItem =
  | { readonly type: 'separator' }
  | { readonly type: 'text'; readonly label: string }
  | {
      readonly type: 'action';
      readonly label: string;
      readonly isEnabled: boolean;
      readonly action: TrayAction;
      /** Only on an entry that can be ticked. */
      readonly isTicked?: boolean;
      /** Together with its neighbours one choice: ticking it unticks them. */
      readonly isOneOfSeveral?: boolean;
    }
  | { readonly type: 'submenu'; readonly label: string; readonly items: readonly TrayItem[] };

export const SEPARATOR: TrayItem = { type: 'separator' };

export function actionItem(label: string, action: TrayAction, isEnabled = true): TrayItem {
  return { type: 'action', label, isEnabled, action };
}

/** An entry with a tick. @param act the action for the tick's next state */
export function tickItem(
  label: string,
  isTicked: boolean,
  act: (isOn: boolean) => TrayAction,
  isEnabled = true,
): TrayItem {
  return { type: 'action', label, isEnabled, isTicked, action: act(!isTicked) };
}
