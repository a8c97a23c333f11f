import { describe, expect, it } from 'vitest';
import type { OllamaSnapshot } from '../../../contract/figures-snapshot.ts';
import { ollamaSubmenu } from './ollama-submenu.ts';
import { trayWords } from './tray-words.ts';

/** What can be clicked, then what is only said. */
function shown(ollama: Partial<OllamaSnapshot>) {
  const base: OllamaSnapshot = { phase: 'stopped', model: 'qwen', isModelPresent: false };
  const menu = ollamaSubmenu({ ...base, ...ollama }, trayWords('en'));
  const items = menu.type === 'submenu' ? menu.items : [];
  return {
    can: items.flatMap(item => (item.type === 'action' && item.isEnabled ? [item.label] : [])),
    says: items.flatMap(item => (item.type === 'text' ? [item.label] : [])),
  };
}

describe('Ollama in the tray', () => {
  it.each<[string, Partial<OllamaSnapshot>, readonly string[], readonly string[]]>([
    ['absent', { phase: 'not-installed' }, [], ['Not installed']],
    ['stopped', {}, ['Start Ollama', 'Pull qwen'], ['Stopped']],
    ['starting', { phase: 'starting' }, ['Stop Ollama'], ['Starting']],
    ['ours', { phase: 'running' }, ['Stop Ollama', 'Pull qwen'], ['Running']],
    [
      'ours with its model',
      { phase: 'running', isModelPresent: true },
      ['Stop Ollama'],
      ['Running', 'qwen is here'],
    ],
    ['somebody else’s', { phase: 'external' }, ['Pull qwen'], ['Running, not started by Signalbox']],
    ['failed', { phase: 'failed', message: 'No.' }, ['Start Ollama', 'Pull qwen'], ['Failed', 'No.']],
    [
      'pulling, before its size is known',
      { phase: 'running', pull: { completedBytes: 0 } },
      ['Stop Ollama', 'Cancel the pull'],
      ['Running', 'Pulling qwen…'],
    ],
    [
      'pulling',
      { phase: 'running', pull: { completedBytes: 479, totalBytes: 1000 } },
      ['Stop Ollama', 'Cancel the pull'],
      ['Running', 'Pulling qwen: 45%'],
    ],
  ])('%s', (_, ollama, can, says) => {
    expect(shown(ollama)).toEqual({ can, says });
  });
});
