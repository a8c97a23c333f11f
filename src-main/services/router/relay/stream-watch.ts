import type { TokenUsage } from '../../../domain/usage/cost-of-usage.ts';
import { parseJson } from '../wire/json.ts';
import { findUsage } from './find-usage.ts';
import { outputBytesOf } from './output-bytes.ts';
import type { ToolCallCount } from './tool-call-count.ts';
import { createToolCallWatch } from './tool-call-watch.ts';

const TAIL_BYTES = 32 * 1024;
/** A name of an event stands at the beginning of its line: what a model writes about events never does. */
const TERMINAL = /(?:"type"\s*:\s*"|[\r\n]event:[ ]?)response\.(completed|incomplete|failed)\b/;
const TERMINAL_HINT = Buffer.from('response.');
/** Longer than what `TERMINAL` matches. */
const OVERLAP_BYTES = 64;

export type StreamEnd = 'completed' | 'incomplete' | 'failed';

export interface StreamWatch {
  /** Looks at a chunk that is on its way; keeps a reference to the last ones, copies nothing. */
  push(chunk: Buffer): void;
  /** The terminal event, once it began. */
  end(): StreamEnd | undefined;
  /** Every byte so far ends with an event: something may be put in between. */
  isAtBoundary(): boolean;
  /** The terminal event is whole, whether or not its blank line came. */
  isLastWhole(): boolean;
  usage(): TokenUsage | undefined;
  /** How much text the answer held, about: for when there is no usage. */
  outputBytes(): number;
  /** Tool calls that were shown whole or not, so far. */
  toolCalls(): ToolCallCount;
}

/**
 * Watches a Responses stream go by. Per chunk two native searches, no JSON; the items of the answer are read
 * where they end, and the end of the stream once, when it is over.
 */
export function createStreamWatch(): StreamWatch {
  let tail: Buffer[] = [];
  let tailBytes = 0;
  let totalBytes = 0;
  let end: StreamEnd | undefined;
  /** The last bytes before the newest chunk, where that one began inside a line. */
  let before = '';
  let ending = '';
  const toolCalls = createToolCallWatch();

  function tailText(): string {
    return Buffer.concat(tail).toString('utf8');
  }

  return {
    push(chunk) {
      toolCalls.push(chunk);
      end ??= findTerminal(before, chunk);
      if (end === undefined) before = overlap(before, chunk);
      ending =
        chunk.length >= 4
          ? chunk.toString('latin1', chunk.length - 4)
          : (ending + chunk.toString('latin1')).slice(-4);
      tail.push(chunk);
      tailBytes += chunk.length;
      totalBytes += chunk.length;
      // Dropped by the half, so that the cost per chunk stays constant.
      if (tailBytes > 2 * TAIL_BYTES) {
        while (tail.length > 1 && tailBytes - (tail[0]?.length ?? 0) >= TAIL_BYTES) {
          tailBytes -= tail[0]?.length ?? 0;
          tail = tail.slice(1);
        }
      }
    },
    end: () => end,
    isAtBoundary: () =>
      ending === '' || ending.endsWith('\n\n') || ending.endsWith('\r\n\r\n') || ending.endsWith('\r\r'),
    isLastWhole() {
      if (end === undefined || !/[}\r\n]$/.test(ending)) return false;
      const [last = ''] = tailText()
        .split(/\r\n\r\n|\n\n|\r\r/)
        .filter(event => event.trim() !== '')
        .slice(-1);
      const lines = last.split(/\r\n|\n|\r/).filter(line => line.startsWith('data:'));
      return parseJson(lines.map(line => line.slice(5)).join('\n')) !== undefined;
    },
    usage: () => findUsage(tailText()),
    outputBytes: () => outputBytesOf(tailText(), totalBytes),
    toolCalls: toolCalls.read,
  };
}

/** Chunks usually end with an event, and then there is nothing to keep. */
function overlap(before: string, chunk: Buffer): string {
  if (chunk.at(-1) === 0x0a) return '';
  return chunk.length >= OVERLAP_BYTES
    ? chunk.toString('latin1', chunk.length - OVERLAP_BYTES)
    : (before + chunk.toString('latin1')).slice(-OVERLAP_BYTES);
}

function findTerminal(before: string, chunk: Buffer): StreamEnd | undefined {
  if (chunk.includes(TERMINAL_HINT)) {
    const text = chunk.toString('latin1');
    const found = TERMINAL.exec(before === '' ? `\n${text}` : text);
    if (found !== null) return found[1] as StreamEnd; // the pattern allows only these three words
  }
  if (before === '') return undefined;
  const across = TERMINAL.exec(before + chunk.toString('latin1', 0, OVERLAP_BYTES));
  return across === null ? undefined : (across[1] as StreamEnd);
}
