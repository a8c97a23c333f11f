import type { TFunction } from 'i18next';
import type { RequestEvent } from '../../src-main/contract/request-event.ts';
import { type RequestState, requestState } from '../state/request-state.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/shape.tsx';

const TONES: Readonly<Record<RequestState, Tone>> = {
  running: 'busy',
  streaming: 'busy',
  answered: 'ok',
  failed: 'bad',
};

interface RequestBadgeProps {
  readonly request: RequestEvent;
  /** Of the table: a hook in each of its rows would cost more than the row. */
  readonly t: TFunction;
}

export const RequestBadge = ({ request, t }: RequestBadgeProps) => {
  const state = requestState(request);
  const words = t(`decisions.status.${state}`);
  return (
    <Badge tone={TONES[state]}>{request.status === undefined ? words : `${words} ${request.status}`}</Badge>
  );
};
