import { useTranslation } from 'react-i18next';
import type { Counterfactual, FigureName } from '../../../src-main/contract/adaptive-report.ts';
import { formatCount, formatDuration, formatScore, formatShare, formatUsd, UNKNOWN } from '../../format.ts';
import { useLocale } from '../../state/use-locale.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Cell, Table } from '../../ui/table.tsx';

const FORMATS: Readonly<Record<FigureName, (locale: string, value: number | undefined) => string>> = {
  ttft_p50_ms: formatDuration,
  latency_p95_ms: formatDuration,
  error_rate: formatShare,
  cost_per_1000_usd: formatUsd,
  quality: formatScore,
};

/** What the shadow policy would have given, with how much the log backs it. */
export const CounterfactualPanel = ({
  counterfactual,
}: {
  readonly counterfactual: Counterfactual | undefined;
}) => {
  const { t } = useTranslation();
  const locale = useLocale();
  if (counterfactual === undefined)
    return (
      <Panel title={t('adaptive.counterfactual.title')}>
        <EmptyState title={t('adaptive.counterfactual.absent')}>
          {t('adaptive.counterfactual.absentText')}
        </EmptyState>
      </Panel>
    );
  return (
    <Panel
      title={t('adaptive.counterfactual.title')}
      note={t('adaptive.counterfactual.from', {
        requests: formatCount(locale, counterfactual.requests),
        ess: formatCount(locale, counterfactual.effective_sample_size),
      })}
    >
      {counterfactual.model_only ? (
        <Notice tone="warn" title={t('adaptive.counterfactual.modelOnly')} />
      ) : null}
      <Table
        caption={t('adaptive.counterfactual.caption')}
        columns={[
          { name: 'figure', title: t('adaptive.counterfactual.figure') },
          { name: 'live', title: t('adaptive.counterfactual.live'), isNumber: true },
          { name: 'shadow', title: t('adaptive.counterfactual.shadow'), isNumber: true },
        ]}
      >
        {counterfactual.figures.map(({ figure, live, shadow }) => {
          const write = FORMATS[figure];
          return (
            <tr key={figure}>
              <Cell>{t(`adaptive.figure.${figure}`)}</Cell>
              <Cell isNumber>{write(locale, live)}</Cell>
              <Cell isNumber>
                {shadow === undefined
                  ? UNKNOWN
                  : t('adaptive.counterfactual.interval', {
                      value: write(locale, shadow.value),
                      low: write(locale, shadow.low),
                      high: write(locale, shadow.high),
                    })}
              </Cell>
            </tr>
          );
        })}
      </Table>
    </Panel>
  );
};
