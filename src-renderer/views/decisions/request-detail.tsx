import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../../src-main/contract/request-event.ts';
import { formatCount, formatDuration, formatMoment, formatUsd, UNKNOWN } from '../../format.ts';
import { RequestBadge } from '../../parts/request-badge.tsx';
import { useLocale } from '../../state/use-locale.ts';
import { Button } from '../../ui/button.tsx';
import { FullText } from '../../ui/clipped.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './decisions.module.css';

interface RequestDetailProps {
  readonly request: RequestEvent;
  readonly onClose: () => void;
}

export const RequestDetail = ({ request, onClose }: RequestDetailProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const text = (value: string | undefined): ReactNode =>
    value === undefined ? UNKNOWN : <FullText text={value} />;
  const facts: readonly (readonly [label: string, value: ReactNode])[] = [
    [t('decisions.detail.reason'), text(request.reason)],
    [t('decisions.detail.asked'), text(request.requestedModel)],
    [t('decisions.detail.sent'), text(request.selectedModel)],
    [t('decisions.detail.provider'), text(request.provider)],
    [t('decisions.detail.kind'), t(`decisions.kind.${request.kind}`)],
    [t('decisions.detail.started'), formatMoment(locale, request.startedAtMs)],
    [t('decisions.detail.status'), <RequestBadge key="status" request={request} />],
    [t('decisions.detail.error'), text(request.errorCode)],
    [t('decisions.detail.attempts'), formatCount(locale, request.attempts)],
    [t('decisions.detail.ttft'), formatDuration(locale, request.ttftMs)],
    [t('decisions.detail.total'), formatDuration(locale, request.totalMs)],
    [t('decisions.detail.input'), formatCount(locale, request.inputTokens)],
    [t('decisions.detail.cached'), formatCount(locale, request.cachedInputTokens)],
    [t('decisions.detail.output'), formatCount(locale, request.outputTokens)],
    [t('decisions.detail.cost'), formatUsd(locale, request.costUsd)],
    [t('decisions.detail.conversation'), text(request.conversationId)],
  ];
  return (
    <Panel
      title={t('decisions.detail.title', { id: request.id })}
      actions={
        <Button look="quiet" onClick={onClose}>
          {t('decisions.detail.close')}
        </Button>
      }
    >
      <dl className={styles.facts}>
        {facts.map(([label, value]) => (
          <div key={label} className={styles.fact}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
};
