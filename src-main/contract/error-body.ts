import { z } from 'zod';

/** The body of every error, of the router and of the control API: OpenAI's shape. */
export const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    type: z.string().describe('Group of the error, in OpenAI’s words'),
    param: z.string().nullable(),
    code: z.string().describe('Stable word a script can switch on'),
  }),
});
