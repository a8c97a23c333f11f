import type { RequestEvent } from '../../src-main/contract/request-event.ts';

export type RequestState = 'running' | 'streaming' | 'answered' | 'failed';

/** Where a request stands. An error after the first byte still counts as failed: the answer was cut. */
export const requestState = (request: RequestEvent): RequestState => {
  if (request.errorCode !== undefined || (request.status ?? 0) >= 400) return 'failed';
  if (request.phase === 'started') return 'running';
  if (request.phase === 'first-byte') return 'streaming';
  return request.status === undefined ? 'failed' : 'answered';
};

export const REQUEST_FILTERS = ['all', 'running', 'failed', 'moved'] as const;
export type RequestFilter = (typeof REQUEST_FILTERS)[number];

const passesFilter = (request: RequestEvent, filter: RequestFilter): boolean => {
  if (filter === 'all') return true;
  if (filter === 'moved') return (request.attempts ?? 1) > 1;
  const state = requestState(request);
  return filter === 'failed' ? state === 'failed' : state === 'running' || state === 'streaming';
};

const foldCase = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

type TellLine = (line: string) => string;

/** Case and accents do not matter; every word of the search must occur somewhere. */
const matches = (request: RequestEvent, words: readonly string[], tell: TellLine): boolean => {
  const { id, requestedModel, selectedModel, provider, reason, errorCode, conversationId } = request;
  const told = reason === undefined ? undefined : tell(reason);
  const text = foldCase(
    [id, requestedModel, selectedModel, provider, reason, told, errorCode, conversationId].join('\n'),
  );
  return words.every(word => text.includes(word));
};

/** @param tell a reason line as the page shows it, which is found as well as the line itself */
export const filterRequests = (
  requests: readonly RequestEvent[],
  filter: RequestFilter,
  search: string,
  tell: TellLine = line => line,
): readonly RequestEvent[] => {
  const words = foldCase(search).split(/\s+/).filter(Boolean);
  if (filter === 'all' && words.length === 0) return requests;
  return requests.filter(request => passesFilter(request, filter) && matches(request, words, tell));
};
