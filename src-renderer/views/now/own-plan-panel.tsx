import { useTranslation } from 'react-i18next';
import { formatElapsed, formatMoment, formatShare } from '../../format.ts';
import { selectOwnPlan } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';

/** What is left of the person's own OpenAI plan, which a swapped Codex uses first. */
export const OwnPlanPanel = () => {
  const { t } = useTranslation();
  const locale = useLocale();
  const plan = useApp(selectOwnPlan);
  if (plan === undefined) return null;
  const { heardAtMs, leftAloneUntilMs, windows } = plan;
  return (
    <Panel title={t('now.plan.title')}>
      <p>
        {leftAloneUntilMs === undefined ? (
          <Badge tone="ok">{t('now.plan.used')}</Badge>
        ) : (
          <Badge tone="warn">
            {t('now.plan.leftAlone', { time: formatMoment(locale, leftAloneUntilMs) })}
          </Badge>
        )}
      </p>
      {windows.length === 0 ? <p>{t('now.plan.untold')}</p> : null}
      <Facts
        facts={windows.map(({ lengthMs, usedShare, resetsAtMs }) => ({
          label: t('now.plan.window', { length: formatElapsed(locale, lengthMs) }),
          value: t('now.plan.share', {
            share: formatShare(locale, usedShare),
            time: formatMoment(locale, resetsAtMs),
          }),
        }))}
      />
      <p>{t('now.plan.heard', { time: formatMoment(locale, heardAtMs) })}</p>
    </Panel>
  );
};
