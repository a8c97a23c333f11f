import type { EffortLevel } from '../effort.ts';
import { COMPATIBLE_SCHEMA, FULL_SCHEMA, type SchemaProfile } from '../schema/schema-profile.ts';
import type { WireTarget } from '../wire-target.ts';

/** How one OpenAI-compatible server departs from the others. A new server is a row in the table below. */
export interface ChatQuirks {
  /** The role of instructions. Only OpenAI itself knows `developer`. */
  readonly instructionRole: 'system' | 'developer';
  /**
   * Instructions are accepted anywhere; otherwise those at the beginning become one system message and later
   * ones are told in a user message, since many chat templates refuse a second or late system message.
   */
  readonly lateInstructions: boolean;
  /** `content` of an assistant message that only calls tools. Many templates fail on null. */
  readonly emptyContent: null | '';
  readonly maxTokensField: 'max_tokens' | 'max_completion_tokens';
  /** `reasoning_effort` values that are understood. */
  readonly efforts: readonly EffortLevel[];
  /** Send the effort also where it is not known whether the model reasons. */
  readonly effortUnasked: boolean;
  /** The strongest `response_format` that is understood. */
  readonly format: 'json_schema' | 'json_object';
  /** `response_format` may stand beside tools. */
  readonly formatWithTools: boolean;
  /** `required` and a named tool are understood by `tool_choice`. */
  readonly forcedToolChoice: boolean;
  /** `parallel_tool_calls` is understood. */
  readonly parallelFlag: boolean;
  /** OpenAI's own fields: `prompt_cache_key`, `service_tier`, `verbosity`, `strict` on tools. */
  readonly openAiFields: boolean;
  /** `stream_options: {include_usage: true}`. */
  readonly streamUsage: boolean;
  /** A call may come as text: the server does not recognise all that its models write. */
  readonly textCalls: boolean;
  /** The reasoning a model gave is sent back in the field it came in, within the running tool loop. */
  readonly replayReasoning: boolean;
  /** Call ids must match this; others are hashed. */
  readonly callId: RegExp | undefined;
  readonly schema: SchemaProfile;
}

const COMPATIBLE: ChatQuirks = {
  instructionRole: 'system',
  lateInstructions: false,
  emptyContent: '',
  maxTokensField: 'max_tokens',
  efforts: ['low', 'medium', 'high'],
  effortUnasked: false,
  format: 'json_schema',
  formatWithTools: true,
  forcedToolChoice: true,
  parallelFlag: true,
  openAiFields: false,
  streamUsage: true,
  textCalls: true,
  replayReasoning: true,
  callId: undefined,
  schema: COMPATIBLE_SCHEMA,
};

const WIDE_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high', 'xhigh'] as const;

const BY_PROVIDER: Readonly<Record<string, ChatQuirks>> = {
  openai: {
    ...COMPATIBLE,
    instructionRole: 'developer',
    lateInstructions: true,
    emptyContent: null,
    maxTokensField: 'max_completion_tokens',
    efforts: WIDE_EFFORTS,
    effortUnasked: true,
    openAiFields: true,
    textCalls: false,
    replayReasoning: false,
    schema: FULL_SCHEMA,
  },
  // Ollama's /v1 ignores tool_choice, and refuses thinking on a model without it.
  ollama: {
    ...COMPATIBLE,
    efforts: ['none', 'low', 'medium', 'high'],
    forcedToolChoice: false,
    parallelFlag: false,
  },
  // Its partners differ; what not all of them take stays out.
  huggingface: { ...COMPATIBLE, parallelFlag: false },
  // JSON mode and tools together are an error there.
  groq: { ...COMPATIBLE, formatWithTools: false },
  deepseek: { ...COMPATIBLE, format: 'json_object', parallelFlag: false },
  // It refuses `include_usage` and tells the usage unasked.
  mistral: { ...COMPATIBLE, callId: /^[A-Za-z0-9]{9}$/, replayReasoning: false, streamUsage: false },
  litellm: { ...COMPATIBLE, lateInstructions: true },
  openrouter: { ...COMPATIBLE, lateInstructions: true, efforts: WIDE_EFFORTS },
  vllm: { ...COMPATIBLE, parallelFlag: false },
};

export function chatQuirks(target: WireTarget): ChatQuirks {
  return BY_PROVIDER[target.provider] ?? COMPATIBLE;
}
