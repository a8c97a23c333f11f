/** First `codex-routing-policy.yaml`. Written once, then the person's own. */
export const DEFAULT_POLICY_YAML = `# Signalbox: what you want from routing. Saved edits are applied at once.
# Command-line flags win over the environment (CODEX_ROUTER_PROVIDER, CODEX_ROUTER_CODEX_PROVIDER,
# CODEX_ROUTER_OPENAI_MODE=avoid), the environment wins over this file, this file over the defaults.
# \`signalbox policy show\` prints each value with where it came from.

default_provider: auto
default_codex_provider: auto

# true: only open-weight models (providers marked open_models in router.yaml).
open_models_only: false
# true: OpenAI is never asked.
avoid_openai: false

# Dollars one request may cost; 0 is no limit.
max_cost_usd: 0.0

# The provider preferred for simple, medium and complex tasks: auto, or a provider's name.
task_provider_rules:
  simple: auto
  medium: auto
  complex: openai

# litellm is the routed path, standard is plain Codex, huggingface is Codex straight to Hugging Face.
fallback_order: [litellm, standard]

# Requests Codex sends on its own: an alias or deployment, or as-asked.
request_rules:
  title: codex-light
  guardian: codex-light
  compaction: codex-long
  review: as-asked
  subagent: as-asked

# 0 is no limit. degrade: cheaper candidates, then local. refuse: the request fails and says why.
# A deployment without a known price is counted by no budget in dollars: give it one in router.yaml.
budgets:
  request_usd: 0
  day_usd: 0
  conversation_usd: 0
  request_tokens: 0
  on_reached: degrade

# With the swap and a ChatGPT login: turns begin elsewhere while this share of a window of your plan (5 hours, a week)
# is used. 1 uses all of it; 0.9 keeps a tenth for later.
own_plan:
  max_used_share: 1

# Folders whose requests never leave this machine, with everything below them. Written in full, as in
# /home/me/work or C:\\Users\\me\\work; ~ is not known here.
local_only_folders: []

# true: the tray app shows no notifications (a key refused, the budget reached, a thread moved, Codex restored).
notifications:
  quiet: false

# The Markov health model proves itself in the shadow before it decides anything.
adaptive_router:
  enabled: false
  shadow_mode: true
  min_confidence_delta: 0.15
  overload_penalty: 0.35
  cold_start_penalty: 0.5
  performance_weight: 0.35
  min_performance_observations: 2
  cost_guard_enabled: true
  max_cost_multiplier: 2.0
  critical_risk_threshold: 0.65
  decay: 0.65
  max_history: 200
`;
