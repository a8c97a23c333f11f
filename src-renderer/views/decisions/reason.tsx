import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../../src-main/contract/request-event.ts';
import { sayEnding } from '../../../src-main/domain/dispatch/say-ending.ts';
import { sayReason } from '../../../src-main/domain/dispatch/say-reason.ts';
import { textOf } from '../../../src-main/domain/sentence/sentence.ts';
import { UNKNOWN } from '../../format.ts';
import { Told } from '../../parts/told.tsx';
import { selectDecision, selectIsBusy } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { FullText } from '../../ui/clipped.tsx';

const selectIsLoading = selectIsBusy('decisions.get');
const UNCOUNTED = 'its price is unknown, no budget counts it';

interface ReasonProps {
  /** Of the request, which may be known before its decision. */
  readonly logged: string | undefined;
  readonly kind: RequestEvent['kind'];
}

/**
 * Why a request went where it went. The line of the request log is English; in another language the page says the
 * same from the facts of the decision, and quotes of the line what no fact tells.
 */
export const Reason = ({ logged, kind }: ReasonProps) => {
  const { i18n } = useTranslation();
  const isLoading = useApp(selectIsLoading);
  const answer = useApp(selectDecision);
  const decision = isLoading ? undefined : answer?.decision;
  const english = <FullText text={logged ?? decision?.reason ?? UNKNOWN} lang="en" />;
  if (i18n.resolvedLanguage === 'en' || decision === undefined) return english;
  const line = decision.reason;
  const reason = sayReason({ ...decision, kind, isUncounted: line.includes(UNCOUNTED) });
  if (reason === undefined) return english;
  const planned = textOf(reason);
  if (!line.startsWith(planned)) return english;
  const { failures, notes } = sayEnding(line.slice(planned.length));
  return (
    <>
      <Told of={{ planned, said: { planned: reason } }} field="planned" />
      {failures ? <Told of={{ failures: textOf(failures), said: { failures } }} field="failures" /> : null}
      {notes ? <FullText text={notes} lang="en" /> : null}
    </>
  );
};
