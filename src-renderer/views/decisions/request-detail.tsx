import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../../src-main/contract/request-event.ts';
import { formatCount, formatDuration, formatMoment, formatUsd, UNKNOWN } from '../../format.ts';
import { RequestBadge } from '../../parts/request-badge.tsx';
import { useLocale } from '../../state/use-locale.ts';
import { Button } from '../../ui/button.tsx';
import { FullText } from '../../ui/clipped.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';

interface RequestDetailProps {
  readonly request: RequestEvent;
  readonly onClose: () => void;
}

export const RequestDetail = ({ request, onClose }: RequestDetailProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const text = (value: string | undefined): ReactNode =>
    value === undefined ? UNKNOWN : <FullText text={value} />;
  const facts: readonly Fact[] = [
    { label: t('decisions.detail.reason'), value: text(request.reason) },
    { label: t('decisions.detail.asked'), value: text(request.requestedModel) },
    { label: t('decisions.detail.sent'), value: text(request.selectedModel) },
    { label: t('decisions.detail.provider'), value: text(request.provider) },
    { label: t('decisions.detail.kind'), value: t(`decisions.kind.${request.kind}`) },
    { label: t('decisions.detail.started'), value: formatMoment(locale, request.startedAtMs) },
    { label: t('decisions.detail.status'), value: <RequestBadge request={request} /> },
    { label: t('decisions.detail.error'), value: text(request.errorCode) },
    { label: t('decisions.detail.attempts'), value: formatCount(locale, request.attempts) },
    { label: t('decisions.detail.ttft'), value: formatDuration(locale, request.ttftMs) },
    { label: t('decisions.detail.total'), value: formatDuration(locale, request.totalMs) },
    { label: t('decisions.detail.input'), value: formatCount(locale, request.inputTokens) },
    { label: t('decisions.detail.cached'), value: formatCount(locale, request.cachedInputTokens) },
    { label: t('decisions.detail.output'), value: formatCount(locale, request.outputTokens) },
    { label: t('decisions.detail.cost'), value: formatUsd(locale, request.costUsd) },
    { label: t('decisions.detail.conversation'), value: text(request.conversationId) },
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
      <Facts facts={facts} />
    </Panel>
  );
};
