import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_ROUTER_YAML } from './default-router-yaml.ts';
import { editYaml } from './edit-yaml.ts';

const file = '# top\na: 1        # one\n\ngroup:\n  b: [x, y]   # list\n  c: text\n  # tail\nlast: true\n';

describe('editing a settings file', () => {
  it.each([
    ['a scalar', ['a'], 2, file.replace('a: 1 ', 'a: 2 ')],
    ['a list', ['group', 'b'], ['z'], file.replace('[x, y]', '["z"]')],
    ['text that needs quotes', ['group', 'c'], 'x: y', file.replace('text', '"x: y"')],
    ['a new key', ['group', 'd'], true, file.replace('  c: text\n', '  c: text\n  d: true\n')],
    ['a new top-level key', ['end'], 'x', `${file}end: x\n`],
  ])('changes only the bytes of %s', (_name, path, value, expected) => {
    expect(editYaml(file, [{ path, value }])).toBe(expected);
  });

  it('keeps every comment when a group is replaced or removed, and says what was asked', () => {
    const edited = editYaml(DEFAULT_ROUTER_YAML, [
      { path: ['aliases', 'codex-cheap'], value: { candidates: ['openai-light'] } },
      { path: ['aliases', 'codex-strong'], value: undefined },
    ]);
    const { aliases } = parse(edited);
    expect(aliases['codex-cheap']).toEqual({ candidates: ['openai-light'] });
    expect(aliases).not.toHaveProperty('codex-strong');
    for (const [comment] of DEFAULT_ROUTER_YAML.matchAll(/# .*/g)) expect(edited).toContain(comment);
  });

  it('keeps CRLF line ends', () => {
    const windows = file.replaceAll('\n', '\r\n');
    const edited = editYaml(windows, [{ path: ['group', 'd'], value: 1 }]);
    expect(edited).toBe(file.replace('  c: text\n', '  c: text\n  d: 1\n').replaceAll('\n', '\r\n'));
  });
});
