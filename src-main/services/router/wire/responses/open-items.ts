import type { CallShape } from './answer-items.ts';

/** The items of an answer while they are written. */

export interface OpenMessage {
  readonly kind: 'message';
  readonly itemId: string;
  readonly index: number;
  readonly phase: string | undefined;
  /** The fields that say which item an event belongs to. */
  readonly at: string;
  readonly pieces: string[];
}

export interface OpenReasoning {
  readonly kind: 'reasoning';
  readonly itemId: string;
  readonly index: number;
  /** Summary parts, each as the pieces it came in. */
  readonly parts: string[][];
  encrypted: string | undefined;
}

export interface OpenCall extends CallShape {
  readonly index: number;
  hasDelta: boolean;
}
