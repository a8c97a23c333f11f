import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('the fence before the log', () => {
  it('lets no live secret through, whatever is around it and however it is escaped', () => {
    const secret = fc.string({ minLength: 8, maxLength: 60 }).filter(text => !'[secret]'.includes(text));
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 4 }), fc.string(), fc.string(), (secrets, before, after) => {
        for (const one of secrets) {
          const line = redact(JSON.stringify({ message: `${before}${one}${after}` }), secrets);
          expect(line).not.toContain(one);
          expect(redact(`${before}${one}${after}`, secrets)).not.toContain(one);
        }
      }),
    );
  });

  it.each([
    ['authorization: Bearer abcdef0123456789', 'authorization: Bearer [secret]'],
    ['failed with sk-proj-abcdefgh12345', 'failed with [secret]'],
    ['key=AIzaSyA1234567890abcdefghijk', 'key=[secret]'],
    ['hf_abcdefghijklmnop.', '[secret].'],
    ['nothing to hide, task-skipped', 'nothing to hide, task-skipped'],
  ])('hides what looks like a key: %j', (line, clean) => {
    expect(redact(line, [])).toBe(clean);
  });
});
