import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestEvent } from '../../../src-main/contract/request-event.ts';
import { formatCount, formatDuration, formatMoment, formatUsd } from '../../format.ts';
import { tellReason } from '../../i18n/tell-reason.ts';
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
  const text = (value: string | undefined): ReactNode => value && <FullText text={value} />;
  const known = <V,>(value: V | undefined, write: (locale: string, value: V) => string): ReactNode =>
    value === undefined ? undefined : write(locale, value);
  const facts: readonly Fact[] = [
    {
      label: t('decisions.detail.reason'),
      value: request.reason && <FullText {...tellReason(locale, request.reason)} />,
    },
    { label: t('decisions.detail.asked'), value: text(request.requestedModel) },
    { label: t('decisions.detail.sent'), value: text(request.selectedModel) },
    { label: t('decisions.detail.provider'), value: text(request.provider) },
    { label: t('decisions.detail.kind'), value: t(`decisions.kind.${request.kind}`) },
    { label: t('decisions.detail.started'), value: formatMoment(locale, request.startedAtMs) },
    { label: t('decisions.detail.status'), value: <RequestBadge request={request} t={t} /> },
    { label: t('decisions.detail.error'), value: text(request.errorCode) },
    { label: t('decisions.detail.attempts'), value: known(request.attempts, formatCount) },
    { label: t('decisions.detail.ttft'), value: known(request.ttftMs, formatDuration) },
    { label: t('decisions.detail.total'), value: known(request.totalMs, formatDuration) },
    { label: t('decisions.detail.input'), value: known(request.inputTokens, formatCount) },
    { label: t('decisions.detail.cached'), value: known(request.cachedInputTokens, formatCount) },
    { label: t('decisions.detail.output'), value: known(request.outputTokens, formatCount) },
    { label: t('decisions.detail.cost'), value: known(request.costUsd, formatUsd) },
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
      {/* What a running request does not know yet is left out. */}
      <Facts facts={facts.filter(({ value }) => value !== undefined)} />
    </Panel>
  );
};
