import { useTranslation } from 'react-i18next';
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

export const RequestBadge = ({ request }: { readonly request: RequestEvent }) => {
  const { t } = useTranslation();
  const state = requestState(request);
  return (
    <Badge tone={TONES[state]}>
      {t(`decisions.status.${state}`)}
      {request.status === undefined ? '' : ` ${request.status}`}
    </Badge>
  );
};
