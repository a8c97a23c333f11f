import fc from 'fast-check';

/** Random `config.toml` texts: every spelling TOML has for the things Codex users write, our keys included. */

const word = fc.constantFrom(
  'a',
  'b1',
  'long_name',
  'x-y',
  '"quoted key"',
  "'lit.key'",
  '"ü😀"',
  '"/home/z ö/p"',
);
const value = fc.constantFrom(
  '1',
  '0x1F',
  '-17',
  '3.5e2',
  'true',
  '"text # no comment"',
  "'C:\\path\\x'",
  '"esc \\" \\\\ \\u00e9 😀"',
  '"""\nmany\n  lines # here\n"""',
  "'''\n[not.a.table]\n'''",
  '[1, 2]',
  '[\n  "a", # first\n  "b",\n]',
  '{ x = 1, y.z = "w" }',
  '{}',
  '[]',
  '[{ n = 1 }, { n = 2 }]',
  '1979-05-27T07:32:00Z',
  '07:32:00',
);
const trailing = fc.constantFrom('', ' ', ' # comment', '\t# ü "quote');
const gap = fc.constantFrom('', '', '\n', '# comment\n', '  # indented [x]\n', '\n\n');

/** Unique words, each with a value: a body no two keys of which collide. */
function body(maxLength: number) {
  return fc
    .uniqueArray(fc.record({ word, value, trailing, gap, dotted: fc.boolean() }), {
      maxLength,
      selector: e => e.word,
    })
    .map(entries =>
      entries.map(e => `${e.gap}${e.dotted ? `${e.word}.sub` : e.word} = ${e.value}${e.trailing}\n`).join(''),
    );
}

const ourTop = fc.subarray([
  'model = "gpt-6-sol" # mine\n',
  "model_provider = 'other'\n",
  'openai_base_url = "https://proxy.example/v1"\n',
  'model_reasoning_effort = "high"\n',
]);

const providers = fc.constantFrom(
  '',
  '',
  '[model_providers.other]\nname = "Other"\nbase_url = "http://x/v1"\n',
  '[model_providers]\nother = { name = "Other", http_headers = { "X-A" = "b" } }\n',
  '[model_providers] # mine\nother.name = "Other"\n',
);
const topProviders = fc.constantFrom('', '', 'model_providers.other.name = "O"\n', 'model_providers = { }\n');

const table = fc.record({ gap, trailing, body: body(4) });

export const configText: fc.Arbitrary<string> = fc
  .record({
    ours: ourTop,
    top: body(5),
    topProviders,
    providers,
    tables: fc.array(table, { maxLength: 4 }),
    lists: fc.array(table, { maxLength: 3 }),
    end: gap,
    crlf: fc.boolean(),
    bom: fc.boolean(),
    finalNewline: fc.boolean(),
  })
  .map(parts => {
    const text = [
      parts.top,
      ...parts.ours,
      parts.topProviders,
      ...parts.tables.map((t, i) => `${t.gap}[t${i}.s]${t.trailing}\n${t.body}`),
      parts.topProviders === '' ? parts.providers : '',
      ...parts.lists.map(t => `${t.gap}[[list]]${t.trailing}\n${t.body}`),
      parts.end,
    ].join('');
    const cut = parts.finalNewline ? text : text.replace(/\n+$/, '');
    const eol = parts.crlf ? cut.replaceAll('\n', '\r\n') : cut;
    return parts.bom ? `\uFEFF${eol}` : eol;
  });
