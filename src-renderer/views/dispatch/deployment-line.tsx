import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeploymentRow } from '../../../src-main/contract/dispatch-snapshot.ts';
import {
  formatCount,
  formatCountdown,
  formatDuration,
  formatPerSec,
  formatScore,
  formatShare,
  formatUsd,
} from '../../format.ts';
import { limitWords } from '../../parts/limit-words.ts';
import { type DeploymentHealth, deploymentHealth, isWakeable } from '../../state/deployment-health.ts';
import { selectSnapshotAtMs } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { useProgramClock } from '../../state/use-program-clock.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Clipped } from '../../ui/clipped.tsx';
import type { Tone } from '../../ui/shape.tsx';
import { Cell } from '../../ui/table.tsx';
import styles from './dispatch.module.css';

const TONES: Readonly<Record<DeploymentHealth, Tone>> = {
  ready: 'ok',
  shaky: 'warn',
  cooling: 'bad',
  full: 'busy',
  out: 'idle',
};

interface DeploymentLineProps {
  readonly row: DeploymentRow;
  readonly hasPreview: boolean;
  readonly previewed: number | undefined;
}

export const DeploymentLine = memo(({ row, hasPreview, previewed }: DeploymentLineProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <tr>
      <Cell>
        <div className={styles.names}>
          <Clipped text={row.deployment} />
          <span className={styles.provider}>
            <Clipped text={row.provider} />
          </span>
        </div>
      </Cell>
      <Cell>
        <Health row={row} />
      </Cell>
      <Cell isNumber>{formatShare(locale, row.probability)}</Cell>
      {hasPreview ? <Cell isNumber>{formatShare(locale, previewed)}</Cell> : null}
      <Cell isNumber>{formatScore(locale, row.soft_risk)}</Cell>
      <Cell isNumber>
        {row.max_in_flight === undefined
          ? formatCount(locale, row.in_flight)
          : t('dispatch.ofCap', {
              inFlight: formatCount(locale, row.in_flight),
              cap: formatCount(locale, row.max_in_flight),
            })}
      </Cell>
      <Cell isNumber>{formatDuration(locale, row.ewma_ttft_ms)}</Cell>
      <Cell isNumber>{formatDuration(locale, row.ewma_total_latency_ms)}</Cell>
      <Cell isNumber>{formatPerSec(locale, row.ewma_tokens_per_second)}</Cell>
      <Cell isNumber>{formatUsd(locale, row.ewma_cost_usd)}</Cell>
      <Cell isNumber>{formatShare(locale, row.ewma_error_rate)}</Cell>
      <Cell isNumber>{formatShare(locale, row.ewma_token_pressure)}</Cell>
      <Cell isNumber>{formatPerSec(locale, row.ewma_queue_depth)}</Cell>
    </tr>
  );
});

/** Runs on between two snapshots: nothing else may change while a deployment cools down. */
const Countdown = ({ leftMs }: { readonly leftMs: number }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const saidAtMs = useApp(selectSnapshotAtMs) ?? 0;
  const nowMs = useProgramClock(true);
  return (
    <span>
      {t('dispatch.left', { time: formatCountdown(locale, leftMs - Math.max(0, nowMs - saidAtMs)) })}
    </span>
  );
};

const Health = ({ row }: { readonly row: DeploymentRow }) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const { deployment, hard_limit_reason: reason, hard_limited_remaining_s: leftS } = row;
  const health = deploymentHealth(row);
  return (
    <div className={styles.health}>
      <Badge tone={TONES[health]}>{t(`dispatch.health.${health}`)}</Badge>
      {isWakeable(row) ? (
        <Button
          aria-label={t('dispatch.wakeFor', { deployment })}
          onClick={() =>
            void store.command('dispatch.wake', { deployment }, { done: t('dispatch.woken', { deployment }) })
          }
        >
          {t('dispatch.wake')}
        </Button>
      ) : null}
      {row.hard_limited && reason ? (
        <span className={styles.limit}>
          {limitWords(t, reason)}
          {leftS === undefined ? null : <Countdown leftMs={leftS * 1000} />}
        </span>
      ) : null}
    </div>
  );
};
