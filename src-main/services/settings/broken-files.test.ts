import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY_YAML } from './default-policy-yaml.ts';
import { DEFAULT_ROUTER_YAML } from './default-router-yaml.ts';
import { parsePolicyYaml, parseRouterYaml } from './parse-settings.ts';
import type { BrokenFileCase } from './testing/broken-file-case.ts';
import { BROKEN_POLICY_CASES } from './testing/broken-policy-cases.ts';
import { BROKEN_SYNTAX_CASES } from './testing/broken-syntax-cases.ts';
import { BROKEN_VALUE_CASES } from './testing/broken-value-cases.ts';

/** Breaks the default file as a person would: replaces a piece of it, once. */
function broken(text: string, piece: string, by: string): string {
  expect(text).toContain(piece);
  return text.replace(piece, () => by);
}

/** 1-based place of a piece of text. */
function placeOf(text: string, piece: string, skip = 0): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(piece) + skip).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function check(text: string, one: BrokenFileCase, problems: ReturnType<typeof parseRouterYaml>): void {
  expect(problems.ok).toBe(false);
  if (problems.ok) return;
  const [first] = problems.problems;
  const { line, column } = placeOf(text, one.at, one.skip);
  expect(first).toMatchObject({ line, column });
  expect(first?.message).toMatch(one.message);
  expect(first?.remedy).toMatch(one.remedy);
}

describe('a broken router.yaml says line, column and remedy', () => {
  it.each([...BROKEN_SYNTAX_CASES, ...BROKEN_VALUE_CASES])('for $name', one => {
    const text = broken(DEFAULT_ROUTER_YAML, one.piece, one.by);
    check(text, one, parseRouterYaml(text));
  });
});

describe('a broken codex-routing-policy.yaml says line, column and remedy', () => {
  it.each(BROKEN_POLICY_CASES)('for $name', one => {
    const text = broken(DEFAULT_POLICY_YAML, one.piece, one.by);
    const parsed = parsePolicyYaml(text);
    check(text, one, parsed.ok ? { ok: true, value: {} as never } : parsed);
  });
});

it('the defaults themselves are valid, and an empty policy file is the defaults', () => {
  expect(parseRouterYaml(DEFAULT_ROUTER_YAML)).toMatchObject({ ok: true });
  const written = parsePolicyYaml(DEFAULT_POLICY_YAML);
  const empty = parsePolicyYaml('# nothing\n');
  expect(written.ok && empty.ok && written.value.policy).toEqual(empty.ok && empty.value.policy);
});
