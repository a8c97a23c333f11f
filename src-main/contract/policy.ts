import { z } from 'zod';
import { say } from '../domain/sentence/sentence.ts';
import { adaptiveRouterSchema } from './adaptive-policy.ts';
import { customIssue } from './custom-issue.ts';
import { modelNameSchema } from './settings.ts';

/** `codex-routing-policy.yaml`: what the person wants, apart from how deployments are reached. */

const asAskedOrAlias = z.union([z.literal('as-asked'), modelNameSchema]);

/** Where the requests go that Codex sends on its own. `as-asked` leaves the model Codex asked for. */
export const requestRulesSchema = z.strictObject({
  title: asAskedOrAlias.default('codex-light'),
  guardian: asAskedOrAlias.default('codex-light'),
  compaction: asAskedOrAlias.default('codex-long'),
  review: asAskedOrAlias.default('as-asked'),
  subagent: asAskedOrAlias.default('as-asked'),
});

/** 0 is no limit, everywhere. */
export const budgetsSchema = z.strictObject({
  request_usd: z.number().nonnegative().default(0),
  day_usd: z.number().nonnegative().default(0),
  conversation_usd: z.number().nonnegative().default(0),
  request_tokens: z.int().nonnegative().default(0),
  /** `degrade`: cheaper candidates, then local. `refuse`: the request fails and says why. */
  on_reached: z.enum(['degrade', 'refuse']).default('degrade'),
});
export type Budgets = z.infer<typeof budgetsSchema>;

export const policySchema = z.strictObject({
  default_provider: z.string().min(1).default('auto'),
  default_codex_provider: z.string().min(1).default('auto'),
  open_models_only: z.boolean().default(false),
  avoid_openai: z.boolean().default(false),
  /** Per request; 0 is no limit. The smaller of this and `budgets.request_usd` holds. */
  max_cost_usd: z.number().nonnegative().default(0),
  task_provider_rules: z
    .strictObject({
      simple: z.string().min(1).default('auto'),
      medium: z.string().min(1).default('auto'),
      complex: z.string().min(1).default('openai'),
    })
    .prefault({}),
  fallback_order: z
    .array(z.enum(['litellm', 'standard', 'huggingface']))
    .min(1)
    .default(['litellm', 'standard']),
  request_rules: requestRulesSchema.prefault({}),
  budgets: budgetsSchema.prefault({}),
  /** The person's own OpenAI plan, in swap mode. */
  own_plan: z
    .strictObject({
      /** A turn begins elsewhere while any window of the plan is used up to here; 1 is all of it. */
      max_used_share: z.number().min(0).max(1).default(1),
    })
    .prefault({}),
  /** Absolute folders whose requests never leave the machine, with everything below them. */
  local_only_folders: z
    .array(
      z
        .string()
        .refine(
          path => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path),
          customIssue(
            say`not a folder written in full, from / or a drive on: it would keep nothing on this machine`,
          ),
        ),
    )
    .default([]),
  /** Desktop notifications of the tray app. */
  notifications: z.strictObject({ quiet: z.boolean().default(false) }).prefault({}),
  adaptive_router: adaptiveRouterSchema.prefault({}),
});
export type Policy = z.infer<typeof policySchema>;
