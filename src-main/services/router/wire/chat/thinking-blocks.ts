import { asString, type JsonObject } from '../json.ts';

/** Collects the thinking blocks of one answer, as LiteLLM hands Claude's on. */
export interface ThinkingBlocks {
  push(block: JsonObject): void;
  /** Blocks that can be sent back: those that are signed or redacted. */
  take(): JsonObject[];
}

/**
 * LiteLLM wants `thinking_blocks` back in the assistant message, signatures and all (docs.litellm.ai, Reasoning
 * content). In a stream a block comes in pieces whose last one is signed, or whole with its signature.
 */
export function createThinkingBlocks(): ThinkingBlocks {
  let whole: JsonObject[] = [];
  let begun = '';
  return {
    push(block) {
      if (block.type === 'redacted_thinking') {
        whole.push(block);
        return;
      }
      const piece = asString(block.thinking) ?? '';
      const signature = asString(block.signature) ?? '';
      const isAll = begun !== '' && piece.startsWith(begun);
      begun = isAll ? piece : begun + piece;
      if (signature === '') return;
      whole.push({ type: 'thinking', thinking: begun, signature });
      begun = '';
    },
    take() {
      const blocks = whole;
      whole = [];
      begun = '';
      return blocks;
    },
  };
}
