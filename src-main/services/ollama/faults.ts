import { describeStep, installStep, updateStep } from '../../domain/ollama/install-step.ts';
import { isOldOllama, OLDEST_GOOD_OLLAMA } from '../../domain/ollama/version.ts';
import { inWords, say } from '../../domain/sentence/sentence.ts';
import type { OllamaFault } from './ollama-state.ts';

export function notInstalled(platform: string): OllamaFault {
  return {
    detail: 'not_installed',
    ...inWords({
      message: say`Ollama is not installed, or not on PATH.`,
      remedy: describeStep(installStep(platform)),
    }),
  };
}

export function portTaken(baseUrl: string): OllamaFault {
  return {
    detail: 'port_taken',
    ...inWords({
      message: say`Something that is not Ollama answers at ${baseUrl}.`,
      remedy: say`End that program, or give Ollama another address with OLLAMA_HOST and in router.yaml.`,
    }),
  };
}

export function keepsEnding(lastLines: readonly string[]): OllamaFault {
  const said = lastLines.at(-1);
  return {
    detail: 'keeps_ending',
    ...inWords({
      message:
        said === undefined
          ? say`ollama serve keeps ending.`
          : say`ollama serve keeps ending: ${said.slice(0, 300)}`,
      remedy: say`Run "ollama serve" in a terminal to see why.`,
    }),
  };
}

export function cannotStart(cause: Error): OllamaFault {
  return {
    detail: 'cannot_start',
    ...inWords({
      message: say`ollama serve could not be started: ${cause.message}`,
      remedy: say`Check that the file is executable and made for this machine, or install Ollama anew.`,
    }),
  };
}

export function oldVersion(version: string, platform: string): OllamaFault | undefined {
  if (!isOldOllama(version)) return undefined;
  return {
    detail: 'old_version',
    ...inWords({
      message: say`Ollama ${version} does not stream tool calls; Codex needs ${OLDEST_GOOD_OLLAMA} or newer.`,
      remedy: describeStep(updateStep(platform)),
    }),
  };
}
