import { z } from 'zod';
import { codexChangesSchema } from './figures-snapshot.ts';
import { faultSchema } from './snapshot.ts';
import { restoreReportSchema, swapStatusSchema } from './swap-journal.ts';

/** What the person chose about Codex, kept in `state/codex.json`. */
export const codexChoicesSchema = z.strictObject({
  /** Swap mode: while routing runs, plain `codex` uses the router. */
  swap: z.boolean().default(false),
  /** Stop routing when the last routed Codex ends. */
  stopWithLastCodex: z.boolean().default(false),
});
export type CodexChoices = z.infer<typeof codexChoicesSchema>;

/** What is absent stays as it is: no defaults here. */
export const codexChoicesChangeSchema = z.strictObject({
  swap: z.boolean().optional(),
  stopWithLastCodex: z.boolean().optional(),
});
export type CodexChoicesChange = z.infer<typeof codexChoicesChangeSchema>;

/** `signalbox codex status`: what is active, for which Codex, and how it differs from the person's own. */
export const codexStatusSchema = z.strictObject({
  home: z.string(),
  installed: z.strictObject({ version: z.string(), path: z.string(), supported: z.boolean() }).optional(),
  fault: faultSchema.optional(),
  choices: codexChoicesSchema,
  swap: swapStatusSchema,
  /** Why the swap is not as chosen, or could not be undone. */
  problem: faultSchema.optional(),
  changes: codexChangesSchema,
});
export type CodexStatus = z.infer<typeof codexStatusSchema>;

/** What to do with what Codex or the person wrote into a profile file of ours. */
export const leftoversSchema = z.enum(['keep', 'move', 'discard']);
export type Leftovers = z.infer<typeof leftoversSchema>;

export const undoReportSchema = z.strictObject({
  restore: restoreReportSchema,
  profiles: z
    .array(
      z.strictObject({
        path: z.string(),
        /** `kept`: it holds settings of the person's, given in `leftover`, and nobody said where to put them. */
        result: z.enum(['absent', 'removed', 'kept', 'foreign']),
        leftover: z.string().optional(),
      }),
    )
    .readonly(),
});
export type UndoReport = z.infer<typeof undoReportSchema>;
