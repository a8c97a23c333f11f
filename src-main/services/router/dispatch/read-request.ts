import type { IncomingHttpHeaders } from 'node:http';
import type { Policy } from '../../../contract/policy.ts';
import { LAUNCH_MODE_HEADER } from '../../../domain/codex/codex-names.ts';
import type { DispatchRequest } from '../../../domain/dispatch/dispatch-request.ts';
import type { Strategy } from '../../../domain/dispatch/dispatch-settings.ts';
import { requestFacts } from '../../../domain/dispatch/request-facts.ts';
import type { ClassifyOptions } from '../../../domain/task/classify/classify-task.ts';
import { readBodyFacts, readMaxOutputTokens, readPromptCacheKey, readWorkingFolders } from './body-facts.ts';
import { isAnyLocalOnly } from './find-local-only.ts';
import { type ReadTask, readTask, TASK_ALIAS } from './read-task.ts';
import { readTurnState } from './turn-state.ts';

export interface ReadRequest {
  readonly request: DispatchRequest;
  readonly task: ReadTask | undefined;
  readonly turnId: string | undefined;
}

export interface RequestSource {
  readonly model: string;
  readonly headers: IncomingHttpHeaders;
  /** Decompressed. */
  readonly body: Buffer;
  /** Of the listener the request came in by. */
  readonly strategy: Strategy | undefined;
  readonly day: string;
  readonly policy: Policy;
  hasKey(provider: string): boolean;
}

export interface RequestReader {
  read(source: RequestSource): ReadRequest;
}

/** Sessions remembered as local-only. */
const REMEMBERED = 5000;

/**
 * Turns a call into what dispatch wants to know. A session once seen in a local-only folder stays local-only;
 * while there are such folders, a request of Codex that names no folder at all (a thread title quotes the
 * prompt and nothing else) is kept on this machine too.
 */
export function createRequestReader(): RequestReader {
  const localSessions = new Set<string>();

  function isLocalOnly(source: RequestSource, named: readonly string[]): boolean {
    const session = sessionOf(source.headers);
    // Launched as local only: whatever model the session asks for later, and whatever folder it works in.
    if (source.headers[LAUNCH_MODE_HEADER] === 'local') return true;
    const { local_only_folders: localOnlyFolders } = source.policy;
    if (localOnlyFolders.length === 0) return false;
    if (session !== undefined && localSessions.has(session)) return true;
    const folders = [...named, ...readWorkingFolders(source.body)];
    const isLocal = isAnyLocalOnly(folders, localOnlyFolders);
    if (isLocal && session !== undefined) {
      localSessions.add(session);
      for (const oldest of localSessions) {
        if (localSessions.size <= REMEMBERED) break;
        localSessions.delete(oldest);
      }
    }
    return isLocal || (session !== undefined && folders.length === 0);
  }

  return {
    read(source) {
      const { headers, body } = source;
      const header = (name: string) => {
        const value = headers[name];
        return typeof value === 'string' ? value : undefined;
      };
      const isCodex = sessionOf(headers) !== undefined;
      const facts = requestFacts(header, isCodex ? undefined : readPromptCacheKey(body));
      const { inputTokens, needsImages, needsTools } = readBodyFacts(body, isCodex);
      const task = source.model === TASK_ALIAS ? readTask(body, classifyOptions(source)) : undefined;
      return {
        turnId: facts.turnId,
        task,
        request: {
          taskAlias: task?.alias,
          requestedModel: source.model,
          kind: facts.kind,
          conversationId: facts.conversationId?.slice(0, 128),
          turnDeployment: readTurnState(header('x-codex-turn-state')),
          inputTokens,
          // Codex never sets one.
          maxOutputTokens: isCodex ? undefined : readMaxOutputTokens(body),
          needsImages,
          needsTools,
          isLocalOnly: isLocalOnly(source, facts.folders),
          avoidsOpenAi: avoidsOpenAi(headers),
          strategy: source.strategy,
          day: source.day,
        },
      };
    },
  };
}

function classifyOptions({ policy, headers, hasKey }: RequestSource): ClassifyOptions {
  return {
    avoidOpenAi: policy.avoid_openai || avoidsOpenAi(headers),
    openModelsOnly: policy.open_models_only,
    hasHuggingFaceKey: hasKey('huggingface'),
    hasAnthropicKey: hasKey('anthropic'),
  };
}

/** Launched without OpenAI, as with local only: `/model` in its window does not lead back there. */
function avoidsOpenAi(headers: IncomingHttpHeaders): boolean {
  return headers[LAUNCH_MODE_HEADER] === 'no-openai';
}

function sessionOf(headers: IncomingHttpHeaders): string | undefined {
  const id = headers['session-id'] ?? headers.session_id;
  return typeof id === 'string' && id !== '' ? id : undefined;
}
