import { z } from 'zod';
import { saidSchema } from './sentence.ts';

/** One check of `signalbox doctor`. */
export const doctorCheckSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  result: z.enum(['ok', 'warn', 'bad', 'skipped']),
  message: z.string(),
  remedy: z.string().optional(),
  said: saidSchema.optional(),
});
export type DoctorCheck = z.infer<typeof doctorCheckSchema>;

export const doctorReportSchema = z.strictObject({
  atMs: z.number(),
  checks: z.array(doctorCheckSchema),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
