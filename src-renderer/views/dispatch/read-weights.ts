import type { CallInput } from '../../../src-main/contract/dashboard-calls.ts';

export const WEIGHT_NAMES = [
  'cost',
  'ttft',
  'total_latency',
  'tokens_per_second',
  'error_rate',
  'token_pressure',
  'queue_depth',
  'temperature',
] as const;

/** The weights and the temperature of the form; `undefined` when one is not a number that may be used. */
export const readWeights = (form: FormData): CallInput<'dispatch.setWeights'> | undefined => {
  const numbers = WEIGHT_NAMES.map(name => {
    const text = String(form.get(name) ?? '').trim();
    return text === '' ? Number.NaN : Number(text);
  });
  const [cost, ttft, total_latency, tokens_per_second, error_rate, token_pressure, queue_depth, temperature] =
    numbers.map(number => (Number.isFinite(number) && number >= 0 ? number : undefined));
  if (
    cost === undefined ||
    ttft === undefined ||
    total_latency === undefined ||
    tokens_per_second === undefined ||
    error_rate === undefined ||
    token_pressure === undefined ||
    queue_depth === undefined ||
    temperature === undefined ||
    temperature < 0.001 ||
    temperature > 100
  )
    return undefined;
  return {
    weights: { cost, ttft, total_latency, tokens_per_second, error_rate, token_pressure, queue_depth },
    temperature,
  };
};
