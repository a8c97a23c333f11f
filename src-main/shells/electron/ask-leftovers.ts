import { dialog } from 'electron';
import type { Leftovers } from '../../contract/codex-status.ts';
import type { TrayWords } from './tray/tray-words.ts';

/** Asks before everything is undone, and where the person's settings in our profiles go; undefined: not at all. */
export async function askLeftovers({ undoQuestion }: TrayWords): Promise<Leftovers | undefined> {
  const answers: readonly (Leftovers | undefined)[] = ['move', 'discard', undefined];
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: undoQuestion.title,
    detail: undoQuestion.detail,
    buttons: [undoQuestion.move, undoQuestion.discard, undoQuestion.cancel],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  });
  return answers[response];
}
