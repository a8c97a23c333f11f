import { z } from 'zod';
import type { Said, Sentence, SentenceValue } from '../domain/sentence/sentence.ts';

const valueSchema: z.ZodType<SentenceValue> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.strictObject({ figure: z.string() }),
      sentenceSchema,
      z.array(valueSchema).readonly(),
    ]),
  )
  .meta({ id: 'SentenceValue' });

/** What a text was made of, so that a page can say it in another language. */
export const sentenceSchema: z.ZodType<Sentence> = z
  .lazy(() => z.strictObject({ template: z.string(), values: z.array(valueSchema).readonly() }))
  .meta({ id: 'Sentence' });

/** Beside the texts of an object: the sentences that some of its fields hold, by the field's name. */
export const saidSchema: z.ZodType<Said> = z.record(z.string(), sentenceSchema);
