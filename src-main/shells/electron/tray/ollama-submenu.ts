import type { OllamaSnapshot } from '../../../contract/figures-snapshot.ts';
import { actionItem, SEPARATOR, type TrayItem } from './tray-item.ts';
import type { TrayWords } from './tray-words.ts';

/** Ollama ▸: how it is, start and stop, and the local model with its pull. */
export function ollamaSubmenu(ollama: OllamaSnapshot, words: TrayWords): TrayItem {
  const { phase, model, pull } = ollama;
  const isUp = phase === 'running' || phase === 'external';
  return {
    type: 'submenu',
    label: words.ollama.title,
    items: [
      { type: 'text', label: words.ollama.phases[phase] },
      ...(ollama.message === undefined ? [] : [{ type: 'text', label: ollama.message } as const]),
      SEPARATOR,
      actionItem(
        words.ollama.start,
        { kind: 'ollama', call: 'start' },
        phase === 'stopped' || phase === 'failed',
      ),
      // What somebody else started is theirs to stop.
      actionItem(
        words.ollama.stop,
        { kind: 'ollama', call: 'stop' },
        phase === 'running' || phase === 'starting',
      ),
      SEPARATOR,
      ...(pull === undefined
        ? [
            isUp && ollama.isModelPresent
              ? ({ type: 'text', label: words.ollama.present(model) } as const)
              : actionItem(
                  words.ollama.pull(model),
                  { kind: 'ollama', call: 'pull' },
                  phase !== 'not-installed' && phase !== 'starting',
                ),
          ]
        : [
            { type: 'text', label: words.ollama.pulling(model, pulledShare(pull)) } as const,
            actionItem(words.ollama.cancelPull, { kind: 'ollama', call: 'cancelPull' }),
          ]),
    ],
  };
}

/** In steps of 5 %: each new text closes the menu under the person's pointer. Undefined before the size is known. */
function pulledShare({
  completedBytes,
  totalBytes,
}: NonNullable<OllamaSnapshot['pull']>): number | undefined {
  if (totalBytes === undefined || totalBytes <= 0) return undefined;
  return Math.floor(Math.min(1, completedBytes / totalBytes) * 20) / 20;
}
