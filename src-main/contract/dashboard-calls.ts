import { z } from 'zod';
import { adaptiveReportSchema, rolloutSchema } from './adaptive-report.ts';
import {
  codexChoicesChangeSchema,
  codexStatusSchema,
  leftoversSchema,
  undoReportSchema,
} from './codex-status.ts';
import { decisionDetailSchema } from './decision-detail.ts';
import { dispatchPreviewSchema, softScoreWeightsSchema } from './dispatch-snapshot.ts';
import { doctorReportSchema } from './doctor-report.ts';
import { examinedSchema } from './exam-report.ts';
import { codexChangesSchema } from './figures-snapshot.ts';
import { historyDaySchema, historyPageSchema, historyQuerySchema } from './history.ts';
import { providerIdSchema } from './provider-id.ts';
import { saidSchema } from './sentence.ts';
import {
  settingsEditSchema,
  settingsFileNameSchema,
  settingsFilesSchema,
  settingsWrittenSchema,
} from './settings-files.ts';
import { appSnapshotSchema, faultSchema, keyStatusSchema } from './snapshot.ts';
import { restoreReportSchema } from './swap-journal.ts';

export const launchModeSchema = z.enum(['routed', 'no-openai', 'local', 'huggingface', 'plain']);
export type LaunchMode = z.infer<typeof launchModeSchema>;

/** A command either happened, or says why not and what to do next. */
export const outcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), message: z.string().optional(), said: saidSchema.optional() }),
  z.strictObject({ ok: z.literal(false), fault: faultSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** An outcome that also says, for machines, what was done. */
const outcomeWith = <T extends z.ZodType>(report: T) =>
  z.discriminatedUnion('ok', [
    z.strictObject({
      ok: z.literal(true),
      message: z.string().optional(),
      said: saidSchema.optional(),
      report: report.optional(),
    }),
    z.strictObject({ ok: z.literal(false), fault: faultSchema, report: report.optional() }),
  ]);

/** A key goes in once and never comes out: no output schema of this table has a place for one. */
export const newKeySchema = z
  .string()
  .trim()
  .min(8)
  .max(512)
  .regex(/^[\x21-\x7e]+$/);

const weightsInput = z.strictObject({
  weights: softScoreWeightsSchema,
  temperature: z.number().min(0.001).max(100),
});

/**
 * Every call a window may make, over IPC in Electron and over HTTP in web mode: one table, both ends typed
 * from it, inputs parsed before a handler sees them.
 */
export const DASHBOARD_CALLS = {
  'snapshot.get': { input: z.undefined(), output: appSnapshotSchema },
  'routing.start': {
    input: z.strictObject({ port: z.int().min(0).max(65535).optional() }),
    output: outcomeSchema,
  },
  /** While routed Codexes are open it refuses with the fault `codex_alive`, unless forced. */
  'routing.stop': {
    input: z.strictObject({ force: z.boolean().optional() }).optional(),
    output: outcomeSchema,
  },
  /**
   * Stops and starts routing with what router.yaml says now; the local key stays. While routed Codexes are
   * open whose address would change it refuses with the fault `codex_alive`, unless forced.
   */
  'routing.restart': {
    input: z.strictObject({ force: z.boolean().optional() }).optional(),
    output: outcomeSchema,
  },
  'app.setStartAtLogin': { input: z.strictObject({ isOn: z.boolean() }), output: outcomeSchema },
  'keys.list': { input: z.undefined(), output: z.array(keyStatusSchema) },
  'keys.set': {
    input: z.strictObject({ provider: providerIdSchema, key: newKeySchema, remember: z.boolean() }),
    output: outcomeSchema,
  },
  'keys.forget': {
    input: z.strictObject({ provider: providerIdSchema, canUndo: z.boolean().optional() }),
    output: outcomeSchema,
  },
  'keys.forgetAll': {
    input: z.strictObject({ canUndo: z.boolean().optional() }).optional(),
    output: outcomeSchema,
  },
  /** For a few seconds, what was forgotten with `canUndo`. */
  'keys.bringBack': { input: z.undefined(), output: outcomeSchema },
  'keys.check': { input: z.strictObject({ provider: providerIdSchema }), output: outcomeSchema },
  'codex.launch': {
    input: z.strictObject({ mode: launchModeSchema, folder: z.string().min(1) }),
    output: outcomeSchema,
  },
  'codex.chooseFolder': {
    input: z.undefined(),
    output: z.strictObject({ folder: z.string().optional() }),
  },
  /** A Codex was launched there by other means: a terminal. */
  'codex.rememberFolder': { input: z.strictObject({ folder: z.string().min(1) }), output: outcomeSchema },
  /** Puts the person's configuration back and leaves swap mode; `force` does it without the journal. */
  'codex.restore': {
    input: z.strictObject({ force: z.boolean().optional() }).optional(),
    output: outcomeWith(restoreReportSchema),
  },
  /** Takes everything of ours out of Codex's folder. */
  'codex.undoEverything': {
    input: z.strictObject({ leftovers: leftoversSchema }),
    output: outcomeWith(undoReportSchema),
  },
  'codex.status': { input: z.undefined(), output: z.strictObject({ status: codexStatusSchema.optional() }) },
  'codex.choose': { input: codexChoicesChangeSchema, output: outcomeSchema },

  // An answer without its part means that this part of the program is not there (yet): views say so.
  'codex.changes': {
    input: z.undefined(),
    output: z.strictObject({ changes: codexChangesSchema.optional() }),
  },
  'dispatch.wake': { input: z.strictObject({ deployment: z.string().min(1) }), output: outcomeSchema },
  'dispatch.preview': {
    input: weightsInput,
    output: z.strictObject({ preview: dispatchPreviewSchema.optional() }),
  },
  'dispatch.setWeights': { input: weightsInput, output: outcomeSchema },
  'decisions.get': {
    input: z.strictObject({ id: z.string().min(1) }),
    output: z.strictObject({ decision: decisionDetailSchema.optional() }),
  },
  'adaptive.report': {
    input: z.undefined(),
    output: z.strictObject({ report: adaptiveReportSchema.optional() }),
  },
  /** `off` switches the health model off altogether. */
  'adaptive.setRollout': {
    input: z.strictObject({ rollout: z.union([z.literal('off'), rolloutSchema]) }),
    output: outcomeSchema,
  },
  'budget.lift': { input: z.undefined(), output: outcomeSchema },
  /** Undoes the lifting. */
  'budget.hold': { input: z.undefined(), output: outcomeSchema },
  'history.query': {
    input: historyQuerySchema,
    output: z.strictObject({ page: historyPageSchema.optional() }),
  },
  'history.days': {
    input: z.strictObject({ fromMs: z.number().optional(), toMs: z.number().optional() }),
    output: z.strictObject({ days: z.array(historyDaySchema).optional() }),
  },
  'settings.get': {
    input: z.undefined(),
    output: z.strictObject({ settings: settingsFilesSchema.optional() }),
  },
  'settings.write': {
    input: z.strictObject({ file: settingsFileNameSchema, text: z.string().max(1024 * 1024) }),
    output: settingsWrittenSchema,
  },
  'settings.edit': {
    input: z.strictObject({ file: settingsFileNameSchema, edits: z.array(settingsEditSchema).min(1) }),
    output: settingsWrittenSchema,
  },
  'doctor.run': {
    input: z.undefined(),
    output: z.strictObject({ report: doctorReportSchema.optional() }),
  },
  'exam.list': {
    input: z.undefined(),
    output: z.strictObject({ exams: z.array(examinedSchema).optional() }),
  },
  /** Begins an exam; how it goes is in the snapshot. */
  'exam.run': { input: z.strictObject({ deployment: z.string().min(1) }), output: outcomeSchema },
  'exam.cancel': { input: z.undefined(), output: outcomeSchema },
  'ollama.start': { input: z.undefined(), output: outcomeSchema },
  'ollama.stop': { input: z.undefined(), output: outcomeSchema },
  'ollama.pull': { input: z.undefined(), output: outcomeSchema },
  'ollama.cancelPull': { input: z.undefined(), output: outcomeSchema },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type DashboardCall = keyof typeof DASHBOARD_CALLS;
export type CallInput<C extends DashboardCall> = z.infer<(typeof DASHBOARD_CALLS)[C]['input']>;
export type CallOutput<C extends DashboardCall> = z.infer<(typeof DASHBOARD_CALLS)[C]['output']>;
