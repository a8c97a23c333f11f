import { z } from 'zod';
import { adaptiveSnapshotSchema } from './adaptive-report.ts';
import { dispatchSnapshotSchema } from './dispatch-snapshot.ts';
import { EXAM_CHECKS } from './exam-report.ts';
import { figuresSnapshotSchema, ollamaSnapshotSchema } from './figures-snapshot.ts';
import { ownPlanSchema } from './own-plan.ts';
import { requestEventSchema } from './request-event.ts';
import { saidSchema } from './sentence.ts';
import { settingsProblemSchema } from './settings-files.ts';

/** One readable state of the whole program, pushed to every window at most four times a second. */

export const routingPhaseSchema = z.enum([
  'stopped',
  'starting',
  'ready',
  'draining',
  'backing-off',
  'failed',
]);
export type RoutingPhase = z.infer<typeof routingPhaseSchema>;

export const faultSchema = z.strictObject({
  code: z.string(),
  message: z.string(),
  remedy: z.string().optional(),
  said: saidSchema.optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** A value that could not be had: `listen.port` 4000 is in use, the file says 4100. */
export const restartForSchema = z.strictObject({ key: z.string(), running: z.string(), wanted: z.string() });
export type RestartFor = z.infer<typeof restartForSchema>;

/** A file of the router that the disk does not take now. `code` is the system's: ENOSPC, EROFS, EACCES … */
export const fileTroubleSchema = z.strictObject({
  file: z.enum(['request-log', 'learned-state']),
  code: z.string(),
});
export type FileTrouble = z.infer<typeof fileTroubleSchema>;

export const routingSnapshotSchema = z.strictObject({
  phase: routingPhaseSchema,
  sinceMs: z.number(),
  /** Port that listens, while ready or draining. */
  port: z.int().optional(),
  /** Restarts since Start was last asked for. */
  restarts: z.int(),
  /** While backing off: when the next try begins. */
  retryAtMs: z.number().optional(),
  fault: faultSchema.optional(),
  inFlight: z.int(),
  /** Values of router.yaml that routing runs without, because they could not be had; absent when there is none. */
  restartFor: z.array(restartForSchema).optional(),
  /** Why; together with `restartFor`. */
  listenFault: faultSchema.optional(),
  /** Ports it moved away from: they answer until routing is stopped or restarted. Absent when there is none. */
  leftPorts: z.array(z.int()).optional(),
  /** Absent while everything is written. */
  fileTroubles: z.array(fileTroubleSchema).optional(),
});
export type RoutingSnapshot = z.infer<typeof routingSnapshotSchema>;

/** All that may be known of a key outside the main process. */
export const keyStatusSchema = z.strictObject({
  provider: z.string(),
  label: z.string(),
  present: z.boolean(),
  source: z.enum(['typed', 'environment', 'keychain']).optional(),
  envName: z.string(),
  /** Remembered in the OS keychain. */
  remembered: z.boolean(),
  lastCheck: z
    .strictObject({
      atMs: z.number(),
      result: z.enum(['accepted', 'refused', 'unreachable']),
      message: z.string(),
      said: saidSchema.optional(),
    })
    .optional(),
});
export type KeyStatus = z.infer<typeof keyStatusSchema>;

export const codexSnapshotSchema = z.strictObject({
  home: z.string(),
  installed: z.strictObject({ version: z.string(), path: z.string(), supported: z.boolean() }).optional(),
  /** Why Codex cannot be launched, and what to do. */
  fault: faultSchema.optional(),
  profile: z.enum(['absent', 'ours', 'foreign']),
  recentFolders: z.array(z.string()),
  /** Swap mode: chosen, in force now, and why not where the two differ. */
  swap: z
    .strictObject({ wanted: z.boolean(), active: z.boolean(), problem: faultSchema.optional() })
    .optional(),
  stopWithLastCodex: z.boolean().optional(),
  /** When the newest request of a Codex came: until there is one, nothing proves that Codex is routed. Epoch ms. */
  heardAtMs: z.number().optional(),
});
export type CodexSnapshot = z.infer<typeof codexSnapshotSchema>;

/** Of the policy in force, what the tray shows and changes with a click. */
export const policySnapshotSchema = z.strictObject({
  avoidOpenai: z.boolean(),
  /** A flag or the environment decides it: the policy file has no say. */
  isAvoidOpenaiFixed: z.boolean(),
  /** No notifications. */
  isQuiet: z.boolean().default(false),
});
export type PolicySnapshot = z.infer<typeof policySnapshotSchema>;

/** The exam that runs, or how the last one ended. */
export const examSnapshotSchema = z.strictObject({
  running: z
    .strictObject({ deployment: z.string(), check: z.enum(EXAM_CHECKS), done: z.int().nonnegative() })
    .optional(),
  ended: z
    .strictObject({ deployment: z.string(), atMs: z.number(), fault: faultSchema.optional() })
    .optional(),
});
export type ExamSnapshot = z.infer<typeof examSnapshotSchema>;

export const appSnapshotSchema = z.strictObject({
  version: z.string(),
  host: z.enum(['tray', 'headless']),
  nowMs: z.number(),
  routing: routingSnapshotSchema,
  keys: z.array(keyStatusSchema),
  /** Why remembered keys are missing: the OS keychain is locked, silent or without them. */
  keychainFault: faultSchema.optional(),
  codex: codexSnapshotSchema,
  /** Newest first, at most 200; a running request keeps its row and is updated in place. */
  requests: z.array(requestEventSchema),
  /** Blocks below are absent until their part of the program has something to tell. */
  policy: policySnapshotSchema.optional(),
  /** Absent where this host cannot be started at login. */
  startsAtLogin: z.boolean().optional(),
  figures: figuresSnapshotSchema.optional(),
  dispatch: dispatchSnapshotSchema.optional(),
  adaptive: adaptiveSnapshotSchema.optional(),
  ollama: ollamaSnapshotSchema.optional(),
  /** Absent until a turn went to it. */
  ownPlan: ownPlanSchema.optional(),
  /** Absent until one was asked for here. */
  exam: examSnapshotSchema.optional(),
  /** Mistakes in the settings files as they stand on disk; the last good settings are in force. */
  settingsProblems: z.array(settingsProblemSchema).optional(),
});
export type AppSnapshot = z.infer<typeof appSnapshotSchema>;
