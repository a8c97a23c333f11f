import { z } from 'zod';
import { saidSchema } from './sentence.ts';

const keyPathSchema = z.array(z.string()).readonly();

/**
 * What is known of a swap of Codex's `config.toml` while it is in force: enough to undo it after a crash, by
 * a later version, without the program that made it. Written before the file is touched.
 */
export const swapJournalSchema = z.strictObject({
  version: z.literal(1),
  /** Unique; part of the name of the temporary file, which a restore removes. */
  id: z.string().regex(/^[0-9a-z-]{4,64}$/),
  atMs: z.number(),
  /** `$CODEX_HOME/config.toml`. */
  path: z.string(),
  /** Where the write went: the end of the links, where `path` is one. */
  target: z.string(),
  /** What `path` itself pointed at, where it was a link. */
  linkTarget: z.string().optional(),
  /** The file as it was; absent when there was none. */
  original: z
    .strictObject({
      sha256: z.string(),
      /** Permission bits. */
      mode: z.int(),
      /** Name of the backup in the journal's folder. */
      backup: z.string(),
    })
    .optional(),
  /** The file as the swap wrote it. */
  writtenSha256: z.string(),
  record: z.strictObject({
    owned: z
      .array(z.strictObject({ path: keyPathSchema, wrote: z.string(), before: z.string().optional() }))
      .readonly(),
    madeTables: z.array(keyPathSchema).readonly(),
  }),
});
export type SwapJournal = z.infer<typeof swapJournalSchema>;

const lineChangeSchema = z.strictObject({
  beforeLine: z.int(),
  afterLine: z.int(),
  removed: z.array(z.string()).readonly(),
  added: z.array(z.string()).readonly(),
});

/** What a restore did, for people and machines. */
export const restoreReportSchema = z.strictObject({
  /**
   * `not-swapped`: there was nothing to undo. `identical`: the file is again what it was, byte for byte (or
   * absent, where it was absent). `merged`: our keys are gone, others' changes stay. `pending`: it could not
   * be done now; the journal is kept, and the next start tries again.
   */
  result: z.enum(['not-swapped', 'identical', 'merged', 'pending']),
  path: z.string(),
  /** With `merged`: the difference from the original, all of it made by others. */
  changes: z.array(lineChangeSchema),
  /** Keys of ours that somebody gave another value meanwhile; they keep it. */
  kept: z.array(z.string()),
  /** With `pending`: why, and what to do. */
  problem: z
    .strictObject({ message: z.string(), remedy: z.string(), said: saidSchema.optional() })
    .optional(),
});
export type RestoreReport = z.infer<typeof restoreReportSchema>;

export const swapStatusSchema = z.strictObject({
  active: z.boolean(),
  path: z.string(),
  sinceMs: z.number().optional(),
  /** The exact difference from the person's own configuration, now. */
  changes: z.array(lineChangeSchema),
});
export type SwapStatus = z.infer<typeof swapStatusSchema>;
