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

/** Our keys as somebody else may have spelled them. */
const ourTop = fc
  .tuple(
    fc.constantFrom(
      '',
      'model = "gpt-6-sol" # mine\n',
      '"model"="gpt-6-sol"\n',
      '\tmodel\t=\t"gpt-6-sol"\t\n',
    ),
    fc.constantFrom('', "model_provider = 'other'\n", '\'model_provider\' = """\nother"""\n'),
    fc.constantFrom('', 'openai_base_url = "https://proxy.example/v1"\n', '"openai_base\\u005furl" = ""\n'),
    fc.constantFrom('', 'model_reasoning_effort = "high"\n'),
    fc.constantFrom(
      '',
      '',
      'features.unbounded_connection_retries = true\n',
      'features = { goals = true }\n',
      '"features" = {unbounded_connection_retries=false}\n',
    ),
  )
  .map(lines => lines.join(''));

/** Tables of the older Codex, some with the name of ours. */
const profiles = fc.constantFrom(
  '',
  '',
  '[profiles.cost-routing]\nmodel = "theirs" # mine\n',
  '[profiles."cost-routing"]\n\t[profiles."cost-routing".extra]\n\ta = 1\n',
  '[profiles]\ncost-routing = { model = "theirs", other = 1 }\nmine.model = "x"\n',
  '[profiles.mine]\nmodel_provider = "other"\n',
);

const providers = fc.constantFrom(
  '',
  '',
  '[model_providers.other]\nname = "Other"\nbase_url = "http://x/v1"\n',
  '[model_providers]\nother = { name = "Other", http_headers = { "X-A" = "b" } }\n',
  '[model_providers] # mine\nother.name = "Other"\n',
);
const topProviders = fc.constantFrom(
  '',
  '',
  'model_providers.other.name = "O"\n',
  '"model_providers"."other"."name" = "O"\n',
  'model_providers = { }\n',
  'model_providers = { other = { name = "O" }, "a b".name = "x" }\n',
);

const table = fc.record({ gap, trailing, body: body(4) });

export const configText: fc.Arbitrary<string> = fc
  .record({
    ours: ourTop,
    top: body(5),
    topProviders,
    providers,
    tables: fc.array(table, { maxLength: 4 }),
    lists: fc.array(table, { maxLength: 3 }),
    profiles,
    end: gap,
    ends: fc.constantFrom('lf', 'crlf', 'both'),
    tabs: fc.boolean(),
    bom: fc.boolean(),
    finalNewline: fc.boolean(),
  })
  .map(parts => {
    const text = [
      parts.top,
      parts.ours,
      parts.topProviders,
      ...parts.tables.map((t, i) => `${t.gap}[t${i}.s]${t.trailing}\n${t.body}`),
      parts.topProviders === '' ? parts.providers : '',
      parts.profiles,
      ...parts.lists.map(t => `${t.gap}[[list]]${t.trailing}\n${t.body}`),
      parts.end,
    ].join('');
    const cut = parts.finalNewline ? text : text.replace(/\n+$/, '');
    const indented = parts.tabs ? cut.replace(/^(?=[\w"']+ ?=)/gm, '\t') : cut;
    return `${parts.bom ? '\uFEFF' : ''}${withLineEnds(indented, parts.ends)}`;
  });

/** With `both`, every other line end is the Windows one: what two editors leave. */
function withLineEnds(text: string, ends: 'lf' | 'crlf' | 'both'): string {
  if (ends === 'lf') return text;
  let count = 0;
  return text.replaceAll('\n', () => {
    count += 1;
    return ends === 'crlf' || count % 2 === 0 ? '\r\n' : '\n';
  });
}
