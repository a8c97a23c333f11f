import { compressLog } from './compress-log.ts';
import { htmlToText, isHtml } from './html-text.ts';
import { isLog } from './is-log.ts';
import { type Segment, splitSegments } from './split-segments.ts';

/** Fences whose content may be the output of a program; any other language is code and stays as it is. */
const OUTPUT_FENCES = new Set([
  '',
  'log',
  'logs',
  'text',
  'txt',
  'console',
  'output',
  'plaintext',
  'terminal',
  'shell-session',
]);

export type CleaningStep = 'html' | 'log';

export interface CleanedPrompt {
  readonly text: string;
  /** What was done, each once. */
  readonly steps: readonly CleaningStep[];
}

function cleanSegment({ kind, language, text }: Segment): { text: string; step?: CleaningStep } {
  if (kind === 'fence' && !OUTPUT_FENCES.has(language)) return { text };
  if (isLog(text)) {
    const compressed = compressLog(text);
    return compressed === text ? { text } : { text: compressed, step: 'log' };
  }
  if (kind === 'open') return cleanHtml(text);
  return { text };
}

/** An instruction may stand before or after the page; blank lines part them. */
function cleanHtml(text: string): { text: string; step?: CleaningStep } {
  const start = text.search(
    /^[ \t]*<(?:!doctype html|html|body|div|p|table|ul|ol|h[1-6]|article|section|main|span|header)\b/im,
  );
  const end = text.lastIndexOf('>') + 1;
  if (start === -1 || end <= start) return { text };
  const html = text.slice(start, end);
  const around = text.slice(0, start) + text.slice(end);
  // Anything bracketed or structured around it makes it a file that holds markup, not a page.
  if (/[<>{};=]/.test(around) || !isHtml(html)) return { text };
  return { text: text.slice(0, start) + htmlToText(html) + text.slice(end), step: 'html' };
}

/** Cleans a prompt: pages become text, logs shrink, everything else stays byte for byte. */
export function cleanPrompt(prompt: string): CleanedPrompt {
  const cleaned = splitSegments(prompt).map(cleanSegment);
  const steps = new Set<CleaningStep>();
  for (const { step } of cleaned) if (step) steps.add(step);
  // A shortened segment must not swallow the line end its neighbour relies on.
  return { text: cleaned.map(({ text }) => text).join(''), steps: [...steps] };
}
