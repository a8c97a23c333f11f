import { answerPartNote } from '../../../../domain/dispatch/note-words.ts';
import { assertNever } from '../../../../lib/assert-never.ts';
import type { CallItem, MessageItem, OutputItem } from '../canonical-request.ts';
import { argumentsObject } from '../function-tool.ts';
import type { JsonObject } from '../json.ts';
import type { ToolNames } from '../tool-names.ts';
import type { CallResult, ModelTurn, Turn, UserTurn } from '../turns.ts';
import { createCallIds } from '../vendor/call-ids.ts';
import {
  discoveredText,
  foldedInstruction,
  MISSING_OUTPUT,
  orphanOutput,
  textOf,
} from '../vendor/instructions.ts';
import { note } from '../vendor/note.ts';
import type { WireTarget } from '../wire-target.ts';
import { contentParts, inlinePart, type PartOptions, textParts } from './content-parts.ts';
import type { GeminiTraits } from './model-traits.ts';
import { readSigned, type SignedPlace, SKIP_SIGNATURE } from './signatures.ts';

export interface Content {
  readonly role: 'user' | 'model';
  readonly parts: JsonObject[];
}

export interface ContentOptions extends PartOptions {
  readonly target: WireTarget;
  readonly names: ToolNames;
  readonly traits: GeminiTraits;
}

/**
 * Turns as Gemini's contents. The results of an answer's calls are one content right behind it, in the calls'
 * order and as many as the calls; whatever the user says with them comes in the next.
 */
export function encodeContents(turns: readonly Turn[], options: ContentOptions): Content[] {
  const idOf = createCallIds(/[^\x20-\x7e]/g, 128);
  const contents: Content[] = [];
  const add = (content: Content): void => {
    if (content.parts.length === 0) return;
    const last = contents.at(-1);
    if (last?.role === content.role && !hasResults(last) && !hasResults(content))
      last.parts.push(...content.parts);
    else contents.push(content);
  };
  for (const turn of turns) {
    if (turn.role === 'model') add({ role: 'model', parts: modelParts(turn, idOf, options) });
    else for (const parts of userParts(turn, idOf, options)) add({ role: 'user', parts });
  }
  if (contents[0]?.role === 'model')
    contents.unshift({ role: 'user', parts: [{ text: '(conversation continues)' }] });
  if (contents.at(-1)?.role !== 'user') contents.push({ role: 'user', parts: [{ text: 'Continue.' }] });
  return options.traits.needsSignatures ? withSentinels(contents) : contents;
}

function modelParts(
  turn: ModelTurn,
  idOf: (call: CallItem) => string,
  options: ContentOptions,
): JsonObject[] {
  const parts: JsonObject[] = [];
  const callSignatures = new Map<string, string>();
  for (const entry of turn.entries) {
    switch (entry.kind) {
      case 'message':
        for (const part of entry.parts) {
          if (part.kind === 'text') parts.push(...textParts(part.text));
          else note(options.notes, answerPartNote(part.kind));
        }
        break;
      case 'reasoning': {
        const signed = readSigned(entry, options.target);
        if (signed?.on === 'call') callSignatures.set(signed.callId, signed.signature);
        else if (signed !== undefined) signParts(parts, signed);
        break;
      }
      case 'call': {
        const signature = callSignatures.get(entry.callId);
        parts.push({
          functionCall: {
            ...(options.traits.hasCallIds ? { id: idOf(entry) } : {}),
            name: options.names.wireName(entry.tool),
            args: argumentsObject(entry.form, entry.input),
          },
          ...(signature === undefined ? {} : { thoughtSignature: signature }),
        });
        callSignatures.delete(entry.callId);
        break;
      }
      default:
        assertNever(entry);
    }
  }
  return parts;
}

/** Puts a signature on the very part it came on: the end of the text before is a part of its own again. */
function signParts(parts: JsonObject[], signed: SignedPlace & { on: 'text' | 'thought' }): void {
  const thoughtSignature = signed.signature;
  if (signed.on === 'thought') {
    parts.push({ text: signed.text, thought: true, thoughtSignature });
    return;
  }
  const last = parts.at(-1);
  const text = last?.thoughtSignature === undefined ? last?.text : undefined;
  if (signed.chars === 0 || typeof text !== 'string' || text.length < signed.chars) {
    parts.push({ text: '', thoughtSignature });
    return;
  }
  parts.pop();
  parts.push(...textParts(text.slice(0, -signed.chars)), {
    text: text.slice(-signed.chars),
    thoughtSignature,
  });
}

function userParts(
  turn: UserTurn,
  idOf: (call: CallItem) => string,
  options: ContentOptions,
): JsonObject[][] {
  const results = turn.results.map(result => functionResponse(result, idOf(result.call), options));
  const said = turn.entries.flatMap(entry => entryParts(entry, options));
  return [results.map(result => result.part), [...results.flatMap(result => result.media), ...said]];
}

/** A result, and its images where they must follow as ordinary parts. */
function functionResponse(
  result: CallResult,
  id: string,
  options: ContentOptions,
): { part: JsonObject; media: JsonObject[] } {
  const { traits, names } = options;
  const name = names.wireName(result.call.tool);
  const head = traits.hasCallIds ? { id, name } : { name };
  const { output } = result;
  if (output === undefined) {
    return { part: { functionResponse: { ...head, response: { error: MISSING_OUTPUT } } }, media: [] };
  }
  const images = output.parts.filter(part => part.kind !== 'text');
  const found = discoveredText(output, names);
  const inline = images.map(part => inlinePart(part.url, options));
  const lost = contentParts(
    images.filter((_, at) => inline[at] === undefined),
    options,
  );
  const media = inline.filter(part => part !== undefined);
  const texts = [textOf(output.parts), found?.text ?? '', ...lost.map(part => String(part.text))];
  const text = texts.filter(piece => piece !== '').join('\n');
  const inside = traits.hasCallIds && media.length > 0 ? { parts: media } : {};
  const outside =
    traits.hasCallIds || media.length === 0 ? [] : [{ text: `Images of the result of ${name}:` }, ...media];
  return { part: { functionResponse: { ...head, response: { output: text }, ...inside } }, media: outside };
}

function entryParts(entry: MessageItem | OutputItem, options: ContentOptions): JsonObject[] {
  if (entry.kind === 'output')
    return [{ text: orphanOutput(entry.callId) }, ...contentParts(entry.parts, options)];
  if (entry.role === 'user') return contentParts(entry.parts, options);
  const images = entry.parts.filter(part => part.kind !== 'text');
  return [{ text: foldedInstruction(entry) }, ...contentParts(images, options)];
}

/**
 * Marks calls of other models: in each step since the user last spoke, the first call must carry a signature.
 * Earlier turns are not checked and stay as they are.
 */
function withSentinels(contents: readonly Content[]): Content[] {
  const start = contents.findLastIndex(content => content.role === 'user' && !hasResults(content));
  return contents.map((content, at) => {
    if (at < start || content.role === 'user') return content;
    const first = content.parts.findIndex(part => part.functionCall !== undefined);
    const call = content.parts[first];
    if (call === undefined || call.thoughtSignature !== undefined) return content;
    return { ...content, parts: content.parts.with(first, { ...call, thoughtSignature: SKIP_SIGNATURE }) };
  });
}

function hasResults(content: Content): boolean {
  return content.parts.some(part => part.functionResponse !== undefined);
}
