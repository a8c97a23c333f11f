import { app, dialog } from 'electron';
import type { Outcome } from '../../contract/dashboard-calls.ts';
import type { Core } from '../core/start-core.ts';
import { CODEX_ALIVE } from '../core/stop-question.ts';
import type { TrayWords } from './tray/tray-words.ts';

/** Stops routing; while routed Codexes are open, only after the person was told what happens to them. */
export async function stopAsking(core: Core, words: TrayWords): Promise<Outcome | undefined> {
  const outcome = await core.calls['routing.stop']?.({});
  if (outcome === undefined || outcome.ok || outcome.fault.code !== CODEX_ALIVE) return outcome;
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: words.stop,
    detail: outcome.fault.message,
    buttons: [words.stopAnyway, words.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0 ? await core.calls['routing.stop']?.({ force: true }) : undefined;
}

/** Quits as `stopAsking` stops. */
export async function quitAsking(core: Core, words: TrayWords): Promise<void> {
  const outcome = await stopAsking(core, words);
  // Neither stopped nor failed: the person thought better of it.
  if (outcome !== undefined) app.quit();
}
