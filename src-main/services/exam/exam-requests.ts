import type { Json } from './ask-router.ts';

/** 16 × 16 pixels of plain red. */
export const RED_PNG =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mP4z8BAEmIY1TCqYfhqAACQ+f8B8u7oVwAAAABJRU5ErkJggg==';

export const userSays = (text: string): Json => ({
  type: 'message',
  role: 'user',
  content: [{ type: 'input_text', text }],
});

const fn = (name: string, description: string, parameters: Json): Json => ({
  type: 'function',
  name,
  description,
  strict: false,
  parameters,
});

export const WEATHER = fn('get_weather', 'Tells the weather of one city.', {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
});

export const CLOCK = fn('get_time', 'Tells the time. Takes no arguments.', {
  type: 'object',
  properties: {},
});

export const SCREENSHOT = fn('take_screenshot', 'Takes a picture of the screen.', {
  type: 'object',
  properties: {},
});

export const APPLY_PATCH: Json = {
  type: 'custom',
  name: 'apply_patch',
  description:
    'Edits files. The input is a patch: "*** Begin Patch", then for a new file "*** Add File: PATH" and its lines each after a "+", then "*** End Patch".',
  format: {
    type: 'grammar',
    syntax: 'lark',
    definition:
      'start: begin add end\nbegin: "*** Begin Patch" LF\nadd: "*** Add File: " /(.+)/ LF ("+" /(.*)/ LF)+\nend: "*** End Patch" LF?\n%import common.LF',
  },
};

export const ADDER: Json = {
  type: 'namespace',
  name: 'exam',
  description: 'Sums.',
  tools: [
    fn('add', 'Adds two numbers.', {
      type: 'object',
      properties: { a: { type: 'number' }, b: { type: 'number' } },
      required: ['a', 'b'],
    }),
  ],
};

/** What MCP servers really send: references, unions, constants, null, formats, and names that are keywords. */
export const TORTURE = fn('book_table', 'Books a table for two at seven.', {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $comment: 'no model needs this',
  type: 'object',
  $defs: {
    guest: {
      type: 'object',
      properties: { name: { type: 'string' }, type: { const: 'adult' } },
      required: ['name'],
    },
  },
  properties: {
    guests: { type: 'array', items: { $ref: '#/$defs/guest' }, minItems: 1 },
    when: { type: 'string', format: 'date-time', pattern: '^\\d' },
    note: { type: ['string', 'null'], default: null },
    table: {
      anyOf: [
        { type: 'integer', exclusiveMinimum: 0 },
        { type: 'string', enum: ['any', 'window'] },
      ],
    },
    menu: {
      allOf: [{ type: 'object', properties: { properties: { type: 'string' } } }, { description: 'menu' }],
    },
    extra: { type: 'object', additionalProperties: { type: 'string' } },
  },
  required: ['guests'],
});

/** The way Codex asks for a summary when the window is full. */
export const COMPACTION =
  'You are performing a CONTEXT CHECKPOINT COMPACTION. Create a handoff summary for another LLM that will resume the task. Include progress and key decisions, and what remains to be done.';
