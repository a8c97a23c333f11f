import { describe, expect, it } from 'vitest';
import type { TomlChanges } from './toml-changes.ts';
import { parseToml } from './toml-document.ts';
import { editToml } from './toml-edit.ts';

function edit(text: string, changes: Partial<TomlChanges>): string | undefined {
  const parsed = parseToml(text);
  if (!parsed.ok) throw new Error(parsed.message);
  const result = editToml(parsed.document, { set: [], remove: [], ...changes });
  return result.ok ? result.text : undefined;
}
const set = (key: string, literal: string) => ({ set: [{ path: key.split('.'), literal }] });
const remove = (key: string) => ({ remove: [key.split('.')] });

describe('editToml sets', () => {
  it.each([
    ['replaces a value and keeps its comment', 'a = 1 # one\n', 'a', '2', 'a = 2 # one\n'],
    ['leaves an equal value in another spelling', "a = 'x'\n", 'a', '"x"', "a = 'x'\n"],
    [
      'adds at the top before the first table',
      'a = 1\n\n[t]\nb = 1\n',
      'c',
      '2',
      'a = 1\nc = 2\n\n[t]\nb = 1\n',
    ],
    ['adds at the top of a file of tables', '[t]\nb = 1\n', 'c', '2', 'c = 2\n[t]\nb = 1\n'],
    ['adds after a byte order mark', '\uFEFF[t]\r\nb = 1\r\n', 'c', '2', '\uFEFFc = 2\r\n[t]\r\nb = 1\r\n'],
    ['adds to a table', '[t] # t\nb = 1 # b\n# end\n', 't.c', '2', '[t] # t\nb = 1 # b\nc = 2\n# end\n'],
    ['adds to an empty table', '[t]\n[u]\n', 't.c', '2', '[t]\nc = 2\n[u]\n'],
    ['adds after a multi-line value', '[t]\nb = """\nx\n"""\n', 't.c', '2', '[t]\nb = """\nx\n"""\nc = 2\n'],
    ['adds to an inline table', 't = { b = 1 }\n', 't.c', '2', 't = { b = 1, c = 2 }\n'],
    ['adds to an empty inline table', 't = { }\n', 't.c', '2', 't = {c = 2 }\n'],
    ['adds below an inline table', 't = { b = 1 }\n', 't.u.c', '2', 't = { b = 1, u.c = 2 }\n'],
    ['adds beside dotted keys', 't.b = 1\nz = 1\n', 't.c', '2', 't.b = 1\nt.c = 2\nz = 1\n'],
    ['adds beside dotted keys in a table', '[s]\nt.b = 1\n', 's.t.c', '2', '[s]\nt.b = 1\nt.c = 2\n'],
    ['makes a table', 'a = 1\n', 't.c', '2', 'a = 1\n\n[t]\nc = 2\n'],
    ['makes a table whose subtable exists', '[t.u]\na = 1\n', 't.c', '2', '[t.u]\na = 1\n\n[t]\nc = 2\n'],
    ['keeps a missing final newline', 'a = 1', 't.c', '2', 'a = 1\n\n[t]\nc = 2'],
    ['keeps a missing final newline at the top', 'a = 1', 'c', '2', 'a = 1\nc = 2'],
    ['quotes a key that needs it', '', 't.x y.c', '2', '[t."x y"]\nc = 2\n'],
    ['finds a quoted key', '"t".\'b\' = 1\n', 't.b', '2', '"t".\'b\' = 2\n'],
    ['looks past arrays of tables', '[[l]]\nb = 1\n', 'b', '2', 'b = 2\n[[l]]\nb = 1\n'],
  ])('%s', (_name, text, key, literal, expected) => {
    expect(edit(text, set(key, literal))).toBe(expected);
  });

  it.each([
    ['a value where a table is needed', 't = 1\n', 't.c'],
    ['a table where a value is needed', '[t]\nb = 1\n', 't'],
    ['dotted keys where a value is needed', 't.b = 1\n', 't'],
    ['an array of tables on the way', '[[t]]\nb = 1\n', 't.c'],
  ])('refuses %s', (_name, text, key) => {
    expect(edit(text, set(key, '2'))).toBeUndefined();
  });
});

describe('editToml removes', () => {
  it.each([
    ['a line with its comment', 'a = 1\nb = 2 # two\nc = 3\n', 'b', 'a = 1\nc = 3\n'],
    ['the last line without a newline', 'a = 1\r\nb = 2', 'b', 'a = 1'],
    ['the first line after a byte order mark', '\uFEFFb = 2\na = 1\n', 'b', '\uFEFFa = 1\n'],
    ['the first member of an inline table', 't = { b = 1, c = 2 }\n', 't.b', 't = { c = 2 }\n'],
    ['the last member of an inline table', 't = { b = 1, c = 2 }\n', 't.c', 't = { b = 1 }\n'],
    ['all lines of a value', 'b = [\n  1, # x\n]\na = 1\n', 'b', 'a = 1\n'],
    ['nothing when the key is absent', 'a = 1', 'b', 'a = 1'],
  ])('%s', (_name, text, key, expected) => {
    expect(edit(text, remove(key))).toBe(expected);
  });

  it('takes an emptied table out with the blank line it brought, but not one that holds more', () => {
    const changes = { ...remove('t.c'), removeEmptyTables: [['t']] };
    expect(edit('a = 1\n\n[t]\nc = 2\n', changes)).toBe('a = 1\n');
    expect(edit('a = 1\n\n[t]\nc = 2', changes)).toBe('a = 1');
    expect(edit('[t]\nc = 2\nd = 3\n', changes)).toBe('[t]\nd = 3\n');
  });
});
