import { useTranslation } from 'react-i18next';
import type { KeyStatus } from '../../../src-main/contract/snapshot.ts';
import { formatClock } from '../../format.ts';
import { Told } from '../../parts/told.tsx';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/shape.tsx';
import styles from './keys.module.css';

type CheckResult = NonNullable<KeyStatus['lastCheck']>['result'];
const CHECK_TONES: Readonly<Record<CheckResult, Tone>> = {
  accepted: 'ok',
  refused: 'bad',
  unreachable: 'warn',
};

/** All that may be known of a key here: whether there is one, where from, and what the last check said. */
export const KeyStateLine = ({ status }: { readonly status: KeyStatus }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { present, source, envName, remembered, lastCheck } = status;
  return (
    <div className={styles.state} aria-live="polite">
      <Badge tone={present ? 'ok' : 'idle'}>{present ? t('keys.present') : t('keys.absent')}</Badge>
      {source ? <span>{t(`keys.source.${source}`, { envName })}</span> : null}
      {remembered ? <span>{t('keys.remembered')}</span> : null}
      {lastCheck ? (
        <>
          <Badge tone={CHECK_TONES[lastCheck.result]}>{t(`keys.result.${lastCheck.result}`)}</Badge>
          <span>{t('keys.checkedAt', { time: formatClock(locale, lastCheck.atMs) })}</span>
          <div className={styles.checkText}>
            <Told of={lastCheck} field="message" />
          </div>
        </>
      ) : null}
    </div>
  );
};
