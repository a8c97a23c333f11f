import { FAILURES } from '../../../../domain/dispatch/failure-words.ts';
import type { FinishReason, UpstreamFailure } from '../canonical-event.ts';

/** How an answer ends by its `finish_reason`: well, with a call nobody can read, or failed. */
export type Ending = FinishReason | 'malformed' | UpstreamFailure;

/**
 * OpenAI's reasons and those others add: `sensitive` and `network_error` (Zhipu), `insufficient_system_resource`
 * (DeepSeek), `error` (OpenRouter, Mistral, vLLM), `abort` (vLLM, SGLang), and Gemini's own behind a prefix. What broke
 * off is not passed off as finished.
 */
export function endingOf(reason: string): Ending {
  const word = reason.toLowerCase();
  switch (word) {
    case 'length':
    case 'max_tokens':
    case 'model_length':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'tool-calls';
    case 'insufficient_system_resource':
      return { code: 'unavailable', detail: 'overloaded', message: FAILURES.brokenOff.write(reason) };
    case 'error':
    case 'abort':
    case 'network_error':
      return { code: 'unavailable', message: FAILURES.brokenOff.write(reason) };
  }
  if (word.includes('malformed_function_call')) return 'malformed';
  return /^(content_filter|safety|sensitive)\b/.test(word) ? 'filtered' : 'stop';
}
