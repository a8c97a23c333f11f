import fc from 'fast-check';
import { isArray, isObject, type JsonValue, parseJson } from '../json.ts';

/** One event of a recorded stream: its `event:` name, if it has one, and its data. */
export interface RecordedEvent {
  readonly name: string | undefined;
  readonly data: string;
}

/** How a stream that was right goes wrong. */
export type Mutation = (events: readonly RecordedEvent[]) => readonly RecordedEvent[];

/** The events of a recorded stream, comments left out. */
export function recordedEvents(sse: string): RecordedEvent[] {
  return sse.split(/\r?\n\r?\n/).flatMap(block => {
    const lines = block.split(/\r?\n/);
    const field = (name: string) =>
      lines.flatMap(line => (line.startsWith(`${name}:`) ? line.slice(name.length + 1).trim() : []));
    const data = field('data');
    return data.length === 0 ? [] : [{ name: field('event')[0], data: data.join('\n') }];
  });
}

const LINE_ENDS = ['\n', '\r\n', '\r'] as const;
const BOM = Uint8Array.of(0xef, 0xbb, 0xbf);

/** Events as bytes, in one of the spellings the standard allows. */
export function streamBytes(events: readonly RecordedEvent[], lineEnd: number, hasBom: boolean): Uint8Array {
  const end = LINE_ENDS[lineEnd % LINE_ENDS.length] ?? '\n';
  const text = events
    .map(({ name, data }) => {
      const lines = data.split('\n').map(line => `data: ${line}${end}`);
      return `${name === undefined ? '' : `event: ${name}${end}`}${lines.join('')}${end}`;
    })
    .join('');
  return Buffer.concat([hasBom ? BOM : Buffer.alloc(0), Buffer.from(text)]);
}

const DEEP = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

/** What stands where something else should. */
const ODD_VALUES: readonly JsonValue[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  2 ** 63,
  '',
  'x',
  '__proto__',
  '\ud83d',
  [],
  {},
  [null],
  [{}],
  { type: 'text', text: 7 },
  { __proto__: null, constructor: 1 },
];

const place = fc.nat(10_000);

/** The `at`-th value of a tree (the tree itself is the 0th), replaced; every one for which `isMeant` holds otherwise. */
function replaceAt(tree: JsonValue, at: number, value: JsonValue): JsonValue {
  const total = { count: 0 };
  const countAll = (node: JsonValue): void => {
    total.count++;
    for (const child of childrenOf(node)) countAll(child);
  };
  countAll(tree);
  let left = at % total.count;
  const visit = (node: JsonValue): JsonValue => {
    if (left-- === 0) return value;
    if (isArray(node)) return node.map(visit);
    if (!isObject(node)) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, visit(child ?? null)]));
  };
  return visit(tree);
}

function childrenOf(node: JsonValue): readonly JsonValue[] {
  if (isArray(node)) return node;
  return isObject(node) ? Object.values(node).map(child => child ?? null) : [];
}

function nullLeaves(node: JsonValue, key = ''): JsonValue {
  if (isArray(node)) return node.map(child => nullLeaves(child));
  if (!isObject(node)) return key === 'type' ? node : null;
  return Object.fromEntries(
    Object.entries(node).map(([name, child]) => [name, nullLeaves(child ?? null, name)]),
  );
}

function editData(at: number, edit: (data: string) => string): Mutation {
  return events =>
    events.map((event, i) => (i === at % events.length ? { ...event, data: edit(event.data) } : event));
}

function editJson(at: number, edit: (json: JsonValue) => JsonValue): Mutation {
  return editData(at, data => {
    const json = parseJson(data);
    return json === undefined ? data : JSON.stringify(edit(json));
  });
}

export const arbitraryMutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, place).map(
    ([from, to]): Mutation =>
      events => {
        const event = events[from % events.length];
        return event === undefined ? events : events.toSpliced(to % (events.length + 1), 0, event);
      },
  ),
  fc.tuple(place, place).map(
    ([one, other]): Mutation =>
      events => {
        const [i, j] = [one % events.length, other % events.length];
        const [a, b] = [events[i], events[j]];
        return a === undefined || b === undefined ? events : events.with(i, b).with(j, a);
      },
  ),
  place.map(
    (at): Mutation =>
      events =>
        events.toSpliced(at % events.length, 1),
  ),
  place.map(
    (at): Mutation =>
      events =>
        events.slice(0, at % (events.length + 1)),
  ),
  fc.constant<Mutation>(events => [...events, ...events]),
  fc.constant<Mutation>(events => [...events, ...events.toReversed()]),
  fc.constant<Mutation>(events => events.filter(({ data }) => data !== '[DONE]')),
  fc
    .tuple(place, place, fc.constantFrom(...ODD_VALUES))
    .map(([at, where, value]) => editJson(at, json => replaceAt(json, where, value))),
  place.map(at => editJson(at, json => nullLeaves(json))),
  fc.constant<Mutation>(events =>
    events.map(event => {
      const json = parseJson(event.data);
      return json === undefined ? event : { ...event, data: JSON.stringify(nullLeaves(json)) };
    }),
  ),
  fc
    .tuple(place, fc.constantFrom(DEEP, 'null', '[]', '0', '"x"', '{', '{"type":', '', '[DONE]', '{}'))
    .map(([at, data]) => editData(at, () => data)),
  fc.tuple(place, place).map(([at, cut]) => editData(at, data => data.slice(0, cut % (data.length + 1)))),
);

/** One mutation after the other; of nothing there is nothing to mutate. */
export function mutated(
  events: readonly RecordedEvent[],
  mutations: readonly Mutation[],
): readonly RecordedEvent[] {
  let so = events;
  for (const mutate of mutations) if (so.length > 0) so = mutate(so);
  return so;
}

/** Bytes with one of them made wrong, as no UTF-8 has it. */
export function spoilByte(bytes: Uint8Array, at: number | undefined): Uint8Array {
  if (at === undefined || bytes.length === 0) return bytes;
  const spoilt = Uint8Array.from(bytes);
  spoilt[at % bytes.length] = 0xff;
  return spoilt;
}
