import { z } from 'zod';

/** What passes between Signalbox and the process that opens the key chain of the system: one request, one answer. */

export const keychainRequestSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('find'), providers: z.array(z.string()) }),
  z.strictObject({ do: z.literal('set'), provider: z.string(), key: z.string() }),
  z.strictObject({ do: z.literal('delete'), provider: z.string() }),
]);
export type KeychainRequest = z.infer<typeof keychainRequestSchema>;

export const keychainAnswerSchema = z.discriminatedUnion('ok', [
  /** `keys`: of the providers that were found, by provider. */
  z.strictObject({ ok: z.literal(true), keys: z.record(z.string(), z.string()) }),
  /** `reason`: in the words of the key chain's library, which names a missing service at most. */
  z.strictObject({ ok: z.literal(false), reason: z.string() }),
]);
export type KeychainAnswer = z.infer<typeof keychainAnswerSchema>;
