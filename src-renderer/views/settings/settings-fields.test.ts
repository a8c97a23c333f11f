import { describe, expect, it } from 'vitest';
import { policySchema } from '../../../src-main/contract/policy.ts';
import { routerSettingsSchema } from '../../../src-main/contract/settings.ts';
import { readField, SETTINGS_FIELDS, textOf } from './settings-fields.ts';

const valueAt = (root: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);

describe('every field of the form', () => {
  const defaults = {
    'codex-routing-policy.yaml': policySchema.parse({}),
    'router.yaml': routerSettingsSchema.parse({ providers: {}, deployments: {}, aliases: {} }),
  };

  it.each(SETTINGS_FIELDS)('$id names a value of its file and reads its default back', ({
    file,
    path,
    kind,
  }) => {
    const value = valueAt(defaults[file], path);
    expect(value).toBeDefined();
    expect(readField(kind, textOf(value as string))).toEqual(value);
  });
});

describe('readField', () => {
  it.each([
    [{ kind: 'number', min: 0 } as const, '-1'],
    [{ kind: 'number', min: 0 } as const, ''],
    [{ kind: 'number', min: 0, max: 1 } as const, '1.5'],
    [{ kind: 'number', min: 0, isWhole: true } as const, '2.5'],
    [{ kind: 'number', min: 0 } as const, 'ten'],
    [{ kind: 'text' } as const, '   '],
  ])('%o refuses %j', (kind, typed) => expect(readField(kind, typed)).toBeUndefined());

  it('takes one entry a line and leaves empty lines out', () => {
    expect(readField({ kind: 'lines' }, ' /a b \n\n/c\n')).toEqual(['/a b', '/c']);
  });
});
