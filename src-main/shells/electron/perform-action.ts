import { dialog } from 'electron';
import type { Outcome } from '../../contract/dashboard-calls.ts';
import { assertNever } from '../../lib/assert-never.ts';
import type { Core } from '../core/start-core.ts';
import { askLeftovers } from './ask-leftovers.ts';
import type { Windows } from './open-windows.ts';
import { quitAsking, stopAsking } from './stop-asking.ts';
import type { TrayAction } from './tray/tray-item.ts';
import type { TrayWords } from './tray/tray-words.ts';

export interface ActionDeps {
  readonly core: Core;
  readonly windows: Windows;
  readonly words: TrayWords;
  chooseFolder(): Promise<string | undefined>;
}

/** Does what was clicked in the tray's menu, and tells the person what came of it where nothing else shows it. */
export async function performAction(action: TrayAction, deps: ActionDeps): Promise<void> {
  const { core, windows } = deps;
  switch (action.kind) {
    case 'start':
      return tell(core, await core.calls['routing.start']?.({}));
    case 'stop':
      return tell(core, await stopAsking(core, deps.words));
    case 'restore':
      return tell(core, await core.calls['codex.restore']?.(undefined), true);
    case 'undo': {
      const leftovers = await askLeftovers(deps.words);
      if (leftovers === undefined) return;
      return tell(core, await core.calls['codex.undoEverything']?.({ leftovers }), true);
    }
    case 'launch': {
      const folder = action.folder ?? (await deps.chooseFolder());
      if (folder === undefined) return;
      return tell(core, await core.calls['codex.launch']?.({ mode: action.mode, folder }));
    }
    case 'adaptive':
      return tell(core, await core.calls['adaptive.setRollout']?.({ rollout: action.rollout }));
    case 'ollama':
      return tell(core, await core.calls[`ollama.${action.call}`]?.(undefined));
    case 'avoid-openai':
      return tell(core, await avoidOpenai(core, action.isOn));
    case 'start-at-login':
      return tell(core, await core.calls['app.setStartAtLogin']?.({ isOn: action.isOn }));
    case 'keys':
    case 'dashboard':
      return windows.show(action.kind);
    case 'quit':
      return quitAsking(core, deps.words);
    default:
      assertNever(action);
  }
}

/** A line of the policy file; refused while that file has a mistake in it. */
async function avoidOpenai(core: Core, isOn: boolean): Promise<Outcome | undefined> {
  const written = await core.calls['settings.edit']?.({
    file: 'codex-routing-policy.yaml',
    edits: [{ path: ['avoid_openai'], value: isOn }],
  });
  const problem = written?.problems[0];
  if (problem === undefined) return undefined;
  const { file, line, column, message, remedy } = problem;
  return {
    ok: false,
    fault: { code: 'settings_invalid', message: `${file}:${line}:${column} ${message}`, remedy },
  };
}

function tell(core: Core, outcome: Outcome | undefined, isAlways = false): void {
  if (outcome === undefined) return;
  if (outcome.ok) {
    if (isAlways)
      void dialog.showMessageBox({ type: 'info', message: outcome.message ?? 'Done.', buttons: ['OK'] });
    return;
  }
  core.log('menu-action-failed', { code: outcome.fault.code });
  void dialog.showMessageBox({
    type: 'warning',
    message: outcome.fault.message,
    buttons: ['OK'],
    ...(outcome.fault.remedy === undefined ? {} : { detail: outcome.fault.remedy }),
  });
}
