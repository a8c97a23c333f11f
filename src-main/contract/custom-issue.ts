import type { z } from 'zod';
import { type Sentence, textOf } from '../domain/sentence/sentence.ts';
import { sentenceSchema } from './sentence.ts';

/** What a check of our own finds wrong, as options of `refine` and `addIssue`: in English, and as a sentence. */
export function customIssue(sentence: Sentence) {
  return { message: textOf(sentence), params: { said: sentence } };
}

/** The sentence of such an issue; its text where it came from elsewhere. */
export function sentenceOfIssue(issue: z.core.$ZodIssue): Sentence | string {
  const said = issue.code === 'custom' ? sentenceSchema.safeParse(issue.params?.said) : undefined;
  return said?.data ?? issue.message;
}
