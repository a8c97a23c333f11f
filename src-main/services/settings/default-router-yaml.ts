/** First `router.yaml`. Written once, then the person's own. Prices, windows and capabilities left out are looked up. */
export const DEFAULT_ROUTER_YAML = `# Signalbox: where models are, what they may do, and which names Codex may ask for.
# Saved edits are applied at once. A mistake is shown with its line and column, and the last good
# settings stay in use until it is mended. Keys never belong in this file: use the key window,
# \`signalbox keys set\`, or the environment variable named by key_env.

# Another address under listen is taken at once; the old one answers until routing stops.
listen:
  host: 127.0.0.1
  port: 4000
  # Other computers may call only with a key of your own, in the environment variable named here:
  # host: 0.0.0.0
  # key_env: SIGNALBOX_REMOTE_KEY
  # A second listener on which every request uses the risk-adjusted strategy:
  # risk_adjusted_port: 4001

timeouts:
  connect_ms: 10000
  ttft_ms: 120000        # from sending a request to the first byte of its answer
  idle_ms: 300000        # longest silence inside an answer
  drain_ms: 10000        # how long Stop waits for requests in flight

dispatch:
  preset: standard       # reference: no affinity, for comparing traces
  affinity: priced       # keep a conversation where its prompt cache is, unless moving pays; or none
  temperature: 0.3
  weights:
    cost: 0.10
    ttft: 0.22
    total_latency: 0.14
    tokens_per_second: 0.14
    error_rate: 0.25
    token_pressure: 0.08
    queue_depth: 0.07
  max_attempts: 3
  total_time_ms: 180000  # all attempts together, until the first byte

# Savings are counted against the first candidate of this alias.
baseline_alias: codex-default

providers:
  openai:
    wire_api: responses
    base_url: https://api.openai.com/v1
    key_env: OPENAI_API_KEY
  gemini:
    wire_api: gemini
    base_url: https://generativelanguage.googleapis.com/v1beta
    key_env: GEMINI_API_KEY
  anthropic:
    wire_api: anthropic
    base_url: https://api.anthropic.com/v1
    key_env: ANTHROPIC_API_KEY
  huggingface:
    wire_api: chat
    base_url: https://router.huggingface.co/v1
    key_env: HF_TOKEN
    open_models: true
  ollama:
    wire_api: chat
    base_url: http://127.0.0.1:11434/v1
    keyless: true
    local: true          # allowed for local-only folders
    open_models: true
  # Any OpenAI-compatible gateway can be added. Mark what runs on this machine as local.
  # litellm:
  #   wire_api: chat
  #   base_url: http://127.0.0.1:4100/v1
  #   key_env: LITELLM_MASTER_KEY
  # plano:
  #   wire_api: chat
  #   base_url: http://127.0.0.1:12000/v1
  #   keyless: true
  # vllm:
  #   wire_api: chat
  #   base_url: http://127.0.0.1:8000/v1
  #   keyless: true
  #   local: true
  #   open_models: true

# One model at one provider each. Asked for by its own name, a deployment is strict: no fallback.
# Prices (input_usd_per_mtok, cached_input_usd_per_mtok, output_usd_per_mtok), context_tokens, images, tools
# and reasoning may be given here; otherwise they come from the lists that ship with Signalbox, which know
# OpenAI's, Google's and Anthropic's models. parallel_tools (several calls in one answer) is true unless said
# otherwise, and false for models on this machine.
deployments:
  openai-light:
    provider: openai
    model: gpt-6-luna
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  openai-default:
    provider: openai
    model: gpt-6-sol
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  openai-deep:
    provider: openai
    model: gpt-6-astra
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  gemini-flash-direct:
    provider: gemini
    model: gemini-3.8-flash
    tpm_limit: 250000
    rpm_limit: 60
    max_in_flight: 2
    prior_cost: 0.20
    prior_total_latency_ms: 3500
    prior_ttft_ms: 900
    prior_tokens_per_sec: 45
  gemini-pro-direct:
    provider: gemini
    model: gemini-3.1-pro-preview
    tpm_limit: 100000
    rpm_limit: 30
    max_in_flight: 1
    prior_cost: 0.45
    prior_total_latency_ms: 6500
    prior_ttft_ms: 1600
    prior_tokens_per_sec: 28
  claude-sonnet-direct:
    provider: anthropic
    model: claude-sonnet-5
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  claude-opus-direct:
    provider: anthropic
    model: claude-opus-5-5
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  hf-groq-direct:
    provider: huggingface
    model: openai/gpt-oss-120b:groq
    images: false
    reasoning: true
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  hf-together-direct:
    provider: huggingface
    model: openai/gpt-oss-120b:together
    images: false
    reasoning: true
    tpm_limit: 2000000
    rpm_limit: 500
    max_in_flight: 8
  codex-qwen-local:
    provider: ollama
    model: qwen2.5-coder:3b
    context_tokens: 32768
    max_output_tokens: 8192
    images: false
    reasoning: false
    tpm_limit: 1000000
    rpm_limit: 120
    max_in_flight: 1
    prior_cost: 0.02
    prior_total_latency_ms: 5500
    prior_ttft_ms: 1400
    prior_tokens_per_sec: 18

# The names Codex asks for. ordered: the first candidate that may be used.
# risk-adjusted: drawn by soft risk; the rest are the fallbacks, in order of risk.
aliases:
  codex-light:
    description: Small changes, titles, checks
    candidates: [openai-light, gemini-flash-direct, codex-qwen-local]
  codex-default:
    description: Everyday work
    candidates: [openai-default, gemini-flash-direct, gemini-pro-direct, codex-qwen-local]
  codex-long:
    description: Long conversations and large files
    candidates: [gemini-pro-direct, openai-default, gemini-flash-direct, codex-qwen-local]
  codex-deep:
    description: Architecture, security, hard bugs
    candidates: [openai-deep, gemini-pro-direct, openai-default, codex-qwen-local]
  codex-no-openai:
    description: Never OpenAI
    candidates: [gemini-flash-direct, gemini-pro-direct, codex-qwen-local]
  codex-cheap:
    description: Older name of codex-light
    candidates: [openai-light, gemini-flash-direct, codex-qwen-local]
  codex-strong:
    description: Older name of codex-deep
    candidates: [openai-deep, gemini-pro-direct, openai-default, codex-qwen-local]
  codex-hf-cheap:
    description: Open models at Hugging Face, served by Groq
    candidates: [hf-groq-direct, codex-qwen-local]
  codex-hf-fast:
    description: Open models at Hugging Face, served by Together
    candidates: [hf-together-direct, codex-qwen-local]
  codex-claude:
    description: Claude at Anthropic
    candidates: [claude-sonnet-direct, claude-opus-direct, codex-qwen-local]
  codex-qwen-local:
    description: Qwen on this machine, and nothing else
    candidates: [codex-qwen-local]
  codex-auto:
    description: Chosen for each request from its task
    candidates: [openai-default, gemini-flash-direct, openai-light, codex-qwen-local]
    strategy: risk-adjusted
`;
