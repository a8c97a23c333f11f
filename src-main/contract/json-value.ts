import { z } from 'zod';

/** Any JSON. By an id, unlike `z.json()`, so that a description of an interface can refer to it. */
export const jsonSchema: z.ZodType<z.core.util.JSONType> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.number(),
      z.boolean(),
      z.null(),
      z.array(jsonSchema),
      z.record(z.string(), jsonSchema),
    ]),
  )
  .meta({ id: 'Json' });
