import { asObject, asString, isArray, isObject, type JsonObject, type JsonValue } from '../json.ts';

/** The fields reasoning comes in, most telling first. What came in one goes back in the same. */
const REASONING_FIELDS = ['reasoning_content', 'reasoning'] as const;

export interface DeltaText {
  readonly text: string;
  readonly reasoning: string;
  /** The field the reasoning came in; undefined where it was part of the content. */
  readonly field: string | undefined;
  readonly refusal: string;
}

/** The words of a `delta` or `message`, whichever way a server spells them. */
export function readDelta(delta: JsonObject): DeltaText {
  let text = '';
  let reasoning = '';
  let field: string | undefined;
  const { content } = delta;
  if (typeof content === 'string') text = content;
  else if (isArray(content)) {
    // Mistral's parts: text, and thinking that holds text parts itself.
    for (const part of content) {
      if (!isObject(part)) continue;
      if (part.type === 'thinking') reasoning += partsText(part.thinking);
      else text += asString(part.text) ?? '';
    }
  }
  for (const name of REASONING_FIELDS) {
    const value = delta[name];
    if (typeof value !== 'string' || value === '' || field !== undefined) continue;
    reasoning += value;
    field = name;
  }
  return { text, reasoning, field, refusal: asString(delta.refusal) ?? '' };
}

function partsText(value: JsonValue | undefined): string {
  if (typeof value === 'string') return value;
  return isArray(value) ? value.map(part => asString(asObject(part)?.text) ?? '').join('') : '';
}
