import type { JsonObject, JsonValue } from './json.ts';
import type { ReasoningCarrier } from './reasoning-carrier.ts';

/** A tool as the client knows it. Two tools are the same when both fields are equal. */
export interface ToolRef {
  readonly namespace?: string | undefined;
  readonly name: string;
}

/**
 * How the client expects a call of the tool:
 * `function` JSON arguments; `custom` free text; `search` Codex's client-side tool search (JSON arguments).
 */
export type ToolForm = 'function' | 'custom' | 'search';

export interface FunctionTool {
  readonly kind: 'function';
  readonly ref: ToolRef;
  readonly description?: string | undefined;
  /** JSON Schema as the client wrote it: pass it through `cleanSchema` before it leaves. */
  readonly parameters: JsonObject;
  readonly strict?: boolean | undefined;
  readonly deferLoading?: boolean | undefined;
}

export interface CustomTool {
  readonly kind: 'custom';
  readonly ref: ToolRef;
  readonly description?: string | undefined;
  /** `undefined` is plain text without a grammar. */
  readonly grammar?: { readonly syntax: string; readonly definition: string } | undefined;
  readonly deferLoading?: boolean | undefined;
}

export interface SearchTool {
  readonly kind: 'search';
  readonly ref: ToolRef;
  readonly description?: string | undefined;
  readonly parameters: JsonObject;
}

/** A tool the provider itself would run (web_search, …). Only a Responses upstream may get it. */
export interface HostedTool {
  readonly kind: 'hosted';
  readonly type: string;
  readonly raw: JsonObject;
}

/** A tool the client runs. */
export type ClientTool = FunctionTool | CustomTool | SearchTool;
export type CanonicalTool = ClientTool | HostedTool;

export type ContentPart =
  | { readonly kind: 'text'; readonly text: string }
  /** `url` is https or a `data:` URL. */
  | { readonly kind: 'image'; readonly url: string; readonly detail?: string | undefined }
  | { readonly kind: 'file'; readonly url: string; readonly filename?: string | undefined };

export interface MessageItem {
  readonly kind: 'message';
  readonly id?: string | undefined;
  readonly role: 'system' | 'developer' | 'user' | 'assistant';
  readonly parts: readonly ContentPart[];
  /** Codex's `commentary` or `final_answer`. */
  readonly phase?: string | undefined;
}

export interface ReasoningItem {
  readonly kind: 'reasoning';
  readonly id?: string | undefined;
  readonly summary: readonly string[];
  /** Raw reasoning text (`reasoning_text` parts). */
  readonly text: readonly string[];
  /** What our own adapters stored, with where it came from. Use `carrierFor` to read it. */
  readonly carrier?: ReasoningCarrier | undefined;
  /** An encrypted blob we did not make: it belongs to a Responses upstream and to nobody else. */
  readonly encrypted?: string | undefined;
}

export interface CallItem {
  readonly kind: 'call';
  readonly id?: string | undefined;
  readonly callId: string;
  readonly tool: ToolRef;
  readonly form: ToolForm;
  /** JSON text for `function` and `search` (never empty: `{}`), free text for `custom`. */
  readonly input: string;
}

export interface OutputItem {
  readonly kind: 'output';
  readonly id?: string | undefined;
  readonly callId: string;
  readonly form: ToolForm;
  readonly parts: readonly ContentPart[];
  /** Tools a search found. They may be called from now on: `offeredTools` includes them. */
  readonly discovered?: readonly ClientTool[] | undefined;
}

/** An item only a Responses upstream understands (web_search_call, compaction, …). Others drop it with a note. */
export interface OpaqueItem {
  readonly kind: 'opaque';
  readonly type: string;
  readonly raw: JsonObject;
}

export type CanonicalItem = MessageItem | ReasoningItem | CallItem | OutputItem | OpaqueItem;

export type ToolChoice =
  | { readonly kind: 'auto' }
  | { readonly kind: 'none' }
  | { readonly kind: 'required' }
  | { readonly kind: 'tool'; readonly tool: ToolRef };

export type TextFormat =
  | { readonly kind: 'text' }
  | { readonly kind: 'json-object' }
  | {
      readonly kind: 'json-schema';
      readonly name: string;
      readonly schema: JsonObject;
      readonly strict?: boolean | undefined;
      readonly description?: string | undefined;
    };

/** One request, free of any provider's dialect. Absent means the client did not say. */
export interface CanonicalRequest {
  /** The name the client asked for; the target's model is what is sent. */
  readonly model: string;
  readonly stream: boolean;
  readonly items: readonly CanonicalItem[];
  /** In the client's order. Tools found by a search are not in here: use `offeredTools`. */
  readonly tools: readonly CanonicalTool[];
  /** Descriptions of the namespaces that appear in `tools`. */
  readonly namespaces: readonly { readonly name: string; readonly description: string }[];
  readonly toolChoice: ToolChoice;
  readonly parallelToolCalls?: boolean | undefined;
  readonly reasoning: {
    /** Any text: `none`, `minimal`, `low`, `medium`, `high`, `xhigh`, `max` …: see `effortLevel`. */
    readonly effort?: string | undefined;
    readonly summary?: string | undefined;
    readonly context?: string | undefined;
  };
  readonly format: TextFormat;
  readonly verbosity?: string | undefined;
  readonly maxOutputTokens?: number | undefined;
  readonly temperature?: number | undefined;
  /** 0..1. */
  readonly topP?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly serviceTier?: string | undefined;
  readonly cacheKey?: string | undefined;
  /** Session ids and local paths: for a Responses upstream of OpenAI only, never for another vendor. */
  readonly clientMetadata?: JsonValue | undefined;
  /** Chat: the client wants the usage as a last chunk. */
  readonly includeUsage?: boolean | undefined;
  /** Fields of the client's request that have no place here. */
  readonly leftOut?: readonly string[] | undefined;
  /** Responses: the answer is to stand for the history, as one item. */
  readonly isCompaction?: boolean | undefined;
}

/** The client tools that may be called: those given, then those a search found, each once. */
export function offeredTools(request: CanonicalRequest): readonly ClientTool[] {
  const seen = new Set<string>();
  const offered: ClientTool[] = [];
  const add = (tool: ClientTool): void => {
    const key = toolKey(tool.ref);
    if (seen.has(key)) return;
    seen.add(key);
    offered.push(tool);
  };
  for (const tool of request.tools) if (tool.kind !== 'hosted') add(tool);
  for (const item of request.items) {
    if (item.kind === 'output') for (const tool of item.discovered ?? []) add(tool);
  }
  return offered;
}

/** A map key for a tool; a namespace cannot hold the separator. */
export function toolKey(ref: ToolRef): string {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}\u0000${ref.name}`;
}
