import {
  type CanonicalRequest,
  offeredTools,
  type ToolForm,
  type ToolRef,
  toolKey,
} from './canonical-request.ts';

/** What a provider allows in a function name. */
export interface NameLimits {
  readonly maxLength: number;
  /** Matches one character that is not allowed. Global flag. */
  readonly forbidden: RegExp;
  /** Whether a name must begin with a letter or underscore. */
  readonly startsWithLetter: boolean;
}

/** OpenAI's, Anthropic's and Gemini's common ground: `^[a-zA-Z_][a-zA-Z0-9_-]{0,63}$`. */
export const COMMON_NAME_LIMITS: NameLimits = {
  maxLength: 64,
  forbidden: /[^A-Za-z0-9_-]/g,
  startsWithLetter: true,
};

export interface NamedTool {
  readonly tool: ToolRef;
  readonly form: ToolForm;
}

/** The two-way map between the client's tools and the flat names one upstream sees. */
export interface ToolNames {
  /** Total: a tool nobody offered still gets a legal name. */
  wireName(ref: ToolRef): string;
  /**
   * The tool an upstream meant. Exact names first, then the slips models make (the bare name, `.`, `/` or `:`
   * as separator) when they fit only one tool. Undefined: the upstream made the name up.
   */
  find(wireName: string): NamedTool | undefined;
}

/**
 * Flattens `namespace` + `name` to `namespace__name`. A name depends only on the set of tools, never on their
 * order, so that history and prompt cache stay the same from turn to turn: of tools that would share a name,
 * the one without a namespace keeps it and the others get a hash of their own full name.
 */
export function createToolNames(
  request: CanonicalRequest,
  limits: NameLimits = COMMON_NAME_LIMITS,
): ToolNames {
  const known = new Map<string, NamedTool>();
  for (const tool of offeredTools(request)) known.set(toolKey(tool.ref), { tool: tool.ref, form: tool.kind });
  for (const item of request.items) {
    if (item.kind !== 'call') continue;
    const key = toolKey(item.tool);
    if (!known.has(key)) known.set(key, { tool: item.tool, form: item.form });
  }
  const byFlat = new Map<string, NamedTool[]>();
  for (const named of known.values()) push(byFlat, legalName(flatName(named.tool), limits), named);
  const wireNames = new Map<string, string>();
  const byWire = new Map<string, NamedTool>();
  for (const [flat, sharing] of byFlat) {
    const keeper = sharing.find(({ tool }) => flatName(tool) === flat && tool.namespace === undefined);
    for (const named of sharing) {
      const keeps = sharing.length === 1 || named === keeper;
      const wire = keeps ? flat : hashedName(named.tool, limits);
      wireNames.set(toolKey(named.tool), wire);
      byWire.set(wire, named);
    }
  }
  const byBare = new Map<string, NamedTool[]>();
  for (const named of known.values()) push(byBare, named.tool.name, named);
  return {
    wireName: ref => wireNames.get(toolKey(ref)) ?? legalName(flatName(ref), limits),
    find(wireName) {
      const exact = byWire.get(wireName);
      if (exact !== undefined) return exact;
      const flat = byWire.get(wireName.replace(/[./:]+/g, '__'));
      if (flat !== undefined) return flat;
      const bare = byBare.get(wireName) ?? byBare.get(wireName.replace(/^.*[./:]/, ''));
      return bare?.length === 1 ? bare[0] : undefined;
    },
  };
}

function flatName(ref: ToolRef): string {
  return ref.namespace === undefined ? ref.name : `${ref.namespace}__${ref.name}`;
}

/** The name itself where it is allowed, else a cleaned one ending in a hash of the original. */
function legalName(name: string, limits: NameLimits): string {
  const clean = cleanName(name, limits);
  return clean === name ? name : withHash(clean, name, limits);
}

function hashedName(ref: ToolRef, limits: NameLimits): string {
  const flat = flatName(ref);
  return withHash(cleanName(flat, limits), toolKey(ref), limits);
}

function cleanName(name: string, limits: NameLimits): string {
  const allowed = name.replace(limits.forbidden, '_');
  const begun = limits.startsWithLetter && !/^[A-Za-z_]/.test(allowed) ? `_${allowed}` : allowed;
  return begun.slice(0, limits.maxLength);
}

function withHash(clean: string, source: string, limits: NameLimits): string {
  const hash = fnv1a(source);
  return `${clean.slice(0, limits.maxLength - hash.length - 1)}_${hash}`;
}

/** FNV-1a, 32 bit, as 7 characters of base 36: a stable short name, not a secret. */
function fnv1a(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, '0');
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
