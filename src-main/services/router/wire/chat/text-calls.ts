import { asObject, asString, isObject, type JsonObject, parseJson } from '../json.ts';

/** A call that a model wrote down as text. */
export interface TextCall {
  readonly name: string;
  readonly args: JsonObject;
}

/** Takes the calls out of an answer that holds nothing else. */
export interface TextCalls {
  /** @returns what is text for certain; the rest is held */
  push(piece: string): string;
  /** What was held: the calls in it, or the text it turned out to be. */
  end(): { readonly text: string; readonly calls: readonly TextCall[] };
}

/** Longer before shorter: the first that fits is taken. */
const OPENINGS = ['<tool_call>', '<tools>', '```json', '```'] as const;
const CLOSINGS = ['</tool_call>', '</tools>', '```'] as const;
const NAME_KEY = '"name"';
const NAME = /^"name"\s*:\s*"([^"\\]*)"/;

/**
 * Small local models write `{"name": "…", "arguments": {…}}` where their server does not recognise a call: qwen2.5-coder
 * does so on Ollama, without the tags its template asks for (ollama/ollama#12174). Nothing is taken for a call but an
 * answer made of such objects alone, each naming an offered tool. Only a beginning that still may be one is held.
 */
export function createTextCalls(isOffered: (name: string) => boolean): TextCalls {
  let held = '';
  let isText = false;
  return {
    push(piece) {
      if (isText) return piece;
      held += piece;
      if (mayBeCall(held, isOffered)) return '';
      isText = true;
      const text = held;
      held = '';
      return text;
    },
    end() {
      const text = held;
      held = '';
      isText = true;
      const calls = readCalls(text, isOffered);
      return calls === undefined ? { text, calls: [] } : { text: '', calls };
    },
  };
}

function mayBeCall(text: string, isOffered: (name: string) => boolean): boolean {
  let rest = text.trimStart();
  if (OPENINGS.some(opening => opening.startsWith(rest))) return true;
  rest = without(OPENINGS, rest);
  if (rest === '') return true;
  if (!rest.startsWith('{')) return false;
  rest = rest.slice(1).trimStart();
  if (NAME_KEY.startsWith(rest)) return true;
  const name = NAME.exec(rest)?.[1];
  if (name !== undefined) return isOffered(name);
  return /^"name"\s*(?::\s*(?:"[^"\\]*)?)?$/.test(rest);
}

/** All of a text as calls; undefined where anything in it is none. */
function readCalls(text: string, isOffered: (name: string) => boolean): TextCall[] | undefined {
  const calls: TextCall[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    rest = without(OPENINGS, rest);
    const end = endOfObject(rest);
    const call = end === undefined ? undefined : readCall(parseJson(rest.slice(0, end)));
    if (end === undefined || call === undefined || !isOffered(call.name)) return undefined;
    calls.push(call);
    rest = without(CLOSINGS, rest.slice(end).trimStart());
  }
  return calls.length > 0 ? calls : undefined;
}

function readCall(json: unknown): TextCall | undefined {
  if (!isObject(json)) return undefined;
  const name = asString(json.name);
  const given = json.arguments ?? json.parameters ?? {};
  const args = asObject(typeof given === 'string' ? parseJson(given) : given);
  return name === undefined || args === undefined ? undefined : { name, args };
}

function without(marks: readonly string[], text: string): string {
  const mark = marks.find(one => text.startsWith(one));
  return mark === undefined ? text : text.slice(mark.length).trimStart();
}

/** Where the object that a text begins with is over. */
function endOfObject(text: string): number | undefined {
  if (!text.startsWith('{')) return undefined;
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[{}]/g)) {
    if (token === '{') depth++;
    else if (token === '}' && --depth === 0) return index + 1;
  }
  return undefined;
}
