import type { LocalModelFact, OllamaFact } from '../../../domain/doctor/check-local.ts';
import { describeStep, updateStep } from '../../../domain/ollama/install-step.ts';
import { isOldOllama } from '../../../domain/ollama/version.ts';
import { createDeadline } from '../../../lib/deadline.ts';
import { findOllama } from '../../../services/ollama/find-executable.ts';
import { identify } from '../../../services/ollama/identify.ts';
import { createOllamaApi, type OllamaApi } from '../../../services/ollama/ollama-api.ts';
import type { LocalModel } from '../local-model.ts';

const PATIENCE_MS = 3000;

/** Ollama and its model, as they answer now; nothing is started. */
export async function localFacts(
  { baseUrl, model }: LocalModel,
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  isOurs: boolean,
  signal: AbortSignal,
): Promise<{ readonly ollama: OllamaFact; readonly localModel?: LocalModelFact }> {
  await using api = createOllamaApi(baseUrl);
  const occupant = await identify(api, PATIENCE_MS, signal);
  if (occupant.kind === 'stranger') return { ollama: { phase: 'stranger' } };
  if (occupant.kind === 'nobody') {
    const executable = await findOllama(env, platform);
    return { ollama: { phase: executable === undefined ? 'not-installed' : 'stopped' } };
  }
  const { version } = occupant;
  const localModel = await modelFact(api, model, signal);
  return {
    ollama: {
      phase: isOurs ? 'running' : 'external',
      version,
      isOld: isOldOllama(version),
      updateRemedy: describeStep(updateStep(platform)),
    },
    ...(localModel === undefined ? {} : { localModel }),
  };
}

async function modelFact(
  api: OllamaApi,
  model: string,
  signal: AbortSignal,
): Promise<LocalModelFact | undefined> {
  using patience = createDeadline(PATIENCE_MS, signal);
  const isIt = ({ name }: { readonly name: string }) => name === model || name === `${model}:latest`;
  try {
    const [models, running] = await Promise.all([api.list(patience.signal), api.running(patience.signal)]);
    const processor = running.find(isIt)?.processor;
    return { model, isPresent: models.some(isIt), ...(processor === undefined ? {} : { processor }) };
  } catch {
    // It answered a moment ago: the check says that its models could not be listed.
    signal.throwIfAborted();
    return undefined;
  }
}
