import type { EffortLevel } from '../effort.ts';

/**
 * How a model is asked to think: `none` it cannot; `budget` by a token budget; `adaptive` by itself, when asked;
 * `always` by itself, and it cannot be told not to.
 */
export type ThinkingMode = 'none' | 'budget' | 'adaptive' | 'always';

type OutputEffort = Exclude<EffortLevel, 'none' | 'minimal'>;

/** What a request to a model of the Messages API depends on. */
export interface ModelTraits {
  /** False: a model of another maker behind this wire API. Only the oldest common ground is used. */
  readonly isClaude: boolean;
  readonly thinking: ThinkingMode;
  /** `output_config.effort` levels, from least to most; empty where the parameter is refused. */
  readonly efforts: readonly OutputEffort[];
  /** Thinking happens without being asked for. */
  readonly thinksByDefault: boolean;
  /** Thinking between tool calls needs a beta header. */
  readonly interleavedByHeader: boolean;
  /** temperature and top_p: one of them, both, or neither is accepted. */
  readonly sampling: 'both' | 'one' | 'none';
  /** tool_choice `any` and `tool` are accepted at all. */
  readonly forcedTools: boolean;
  /** `output_config.format` is accepted. */
  readonly jsonSchemaOutput: boolean;
  /** Its thinking counts only behind the very conversation it was thought in (Preserved thinking). */
  readonly bindsThinking: boolean;
  /** Sent when nobody said how long the answer may get. The field is mandatory. */
  readonly defaultMaxTokens: number;
}

const UP_TO_HIGH = ['low', 'medium', 'high'] as const;
const UP_TO_MAX = ['low', 'medium', 'high', 'max'] as const;
const ALL = ['low', 'medium', 'high', 'xhigh', 'max'] as const;

const OTHER_MAKER: ModelTraits = {
  isClaude: false,
  thinking: 'budget',
  efforts: [],
  thinksByDefault: false,
  interleavedByHeader: false,
  sampling: 'both',
  forcedTools: true,
  jsonSchemaOutput: false,
  bindsThinking: false,
  defaultMaxTokens: 8_192,
};

const LATEST: ModelTraits = {
  isClaude: true,
  thinking: 'always',
  efforts: ALL,
  thinksByDefault: true,
  interleavedByHeader: false,
  sampling: 'none',
  forcedTools: false,
  jsonSchemaOutput: true,
  bindsThinking: true,
  defaultMaxTokens: 64_000,
};

/**
 * The traits by model name, from platform.claude.com (Effort, Adaptive thinking, Preserved thinking, Structured outputs, and the
 * migration guides). A Claude newer than this table counts as the strictest known.
 */
export function modelTraits(model: string): ModelTraits {
  const name = model.toLowerCase();
  if (!name.includes('claude')) return OTHER_MAKER;
  const { family, version } = readName(name);
  if (family === undefined || version === undefined) return LATEST;
  if (version >= 5.1) return LATEST;
  const unbound: ModelTraits = { ...LATEST, forcedTools: true, bindsThinking: false };
  if (family === 'fable' || family === 'mythos') return unbound;
  const base: ModelTraits = { ...unbound, thinking: 'adaptive' };
  if (version >= 5) return base;
  if (version >= 4.7) return { ...base, thinksByDefault: false };
  if (version >= 4.6) return { ...base, efforts: UP_TO_MAX, sampling: 'one', thinksByDefault: false };
  const older: ModelTraits = {
    ...base,
    thinking: 'budget',
    efforts: family === 'opus' && version >= 4.5 ? UP_TO_HIGH : [],
    thinksByDefault: false,
    interleavedByHeader: version >= 4,
    sampling: version >= 4.1 ? 'one' : 'both',
    jsonSchemaOutput: version >= 4.5 || (family === 'opus' && version >= 4.1),
    defaultMaxTokens: version >= 4.5 ? 64_000 : 32_000,
  };
  if (version >= 3.7) return older;
  return { ...older, thinking: 'none', defaultMaxTokens: version >= 3.5 ? 8_192 : 4_096 };
}

/** `claude-opus-4-6`, `claude-opus-4.6`, `claude-3-7-sonnet-20250219`, `anthropic.claude-sonnet-4-20250514-v1:0`. */
function readName(name: string): { family: string | undefined; version: number | undefined } {
  const family = /opus|sonnet|haiku|fable|mythos/.exec(name)?.[0];
  const version =
    /(?:opus|sonnet|haiku|fable|mythos)-(\d)(?:[-.](\d)(?!\d))?/.exec(name) ??
    /claude-(\d)(?:[-.](\d)(?!\d))?/.exec(name);
  if (version === null) return { family, version: undefined };
  return { family, version: Number(`${version[1]}.${version[2] ?? 0}`) };
}
