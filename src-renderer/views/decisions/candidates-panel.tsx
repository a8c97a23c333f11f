import { useTranslation } from 'react-i18next';
import type { DecisionDetail } from '../../../src-main/contract/decision-detail.ts';
import { formatCountdown, formatScore, formatShare, formatUsd, UNKNOWN } from '../../format.ts';
import { limitWords } from '../../parts/limit-words.ts';
import { selectDecision, selectIsBusy } from '../../state/selectors.ts';
import { useApp } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Clipped, FullText } from '../../ui/clipped.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Cell, Table } from '../../ui/table.tsx';
import styles from './decisions.module.css';
import { ShadowPanel } from './shadow-panel.tsx';

const selectIsLoading = selectIsBusy('decisions.get');

const BUDGETS = ['request-usd', 'request-tokens', 'day-usd', 'conversation-usd'] as const;
const CAUSES = [
  'direct',
  'first-in-order',
  'adaptive',
  'drawn',
  'same-turn',
  'stayed',
  'moved',
  'moved-limited',
  'none',
] as const;

/** Who was considered for the chosen request, what kept some out, and what the health model thought. */
export const CandidatesPanel = () => {
  const { t } = useTranslation();
  const answer = useApp(selectDecision);
  const isLoading = useApp(selectIsLoading);
  if (answer === undefined || isLoading) return null;
  const { decision } = answer;
  return (
    <>
      <Panel title={t('adaptive.candidates.title')}>
        {decision === undefined ? (
          <p className={styles.soft}>{t('adaptive.candidates.absent')}</p>
        ) : (
          <Candidates decision={decision} />
        )}
      </Panel>
      {decision ? <ShadowPanel record={decision.adaptive_router} /> : null}
    </>
  );
};

const Candidates = ({ decision }: { readonly decision: DecisionDetail }) => {
  const { t } = useTranslation();
  const locale = useLocale();
  const { affinity } = decision;
  const budget = BUDGETS.find(known => known === decision.budget);
  const cause = CAUSES.find(known => known === decision.cause);
  const facts: readonly Fact[] = [
    { label: t('adaptive.candidates.resolved'), value: <FullText text={decision.resolved} /> },
    {
      label: t('adaptive.candidates.cause'),
      value: cause ? t(`adaptive.cause.${cause}`) : <FullText text={decision.cause} />,
    },
    { label: t('adaptive.candidates.strategy'), value: decision.strategy },
    ...(decision.budget
      ? [
          {
            label: t('adaptive.candidates.budget'),
            value: budget ? t(`adaptive.budget.${budget}`) : <FullText text={decision.budget} />,
          },
        ]
      : []),
    ...(affinity
      ? [
          { label: t('adaptive.candidates.affinity'), value: <FullText text={affinity.home} /> },
          { label: t('adaptive.candidates.price'), value: formatUsd(locale, affinity.priceUsd) },
          { label: t('adaptive.candidates.gain'), value: formatUsd(locale, affinity.gainUsd) },
        ]
      : []),
  ];
  return (
    <>
      <Table
        caption={t('adaptive.candidates.caption')}
        columns={[
          { name: 'place', title: t('adaptive.candidates.place'), isNumber: true },
          { name: 'deployment', title: t('adaptive.candidates.deployment'), isWide: true },
          { name: 'risk', title: t('adaptive.candidates.risk'), isNumber: true },
          { name: 'probability', title: t('adaptive.candidates.probability'), isNumber: true },
        ]}
      >
        {decision.considered.map(({ deployment, limit, softRisk, probability }) => {
          const place = decision.order.indexOf(deployment);
          return (
            <tr key={deployment}>
              <Cell isNumber>{place === -1 ? UNKNOWN : place + 1}</Cell>
              <Cell isWide>
                <Clipped text={deployment} />
                {limit === undefined ? null : (
                  <span className={styles.limit}>
                    {[
                      limitWords(t, limit.reason),
                      ...(limit.remainingMs === undefined
                        ? []
                        : [t('dispatch.left', { time: formatCountdown(locale, limit.remainingMs) })]),
                    ].join(', ')}
                  </span>
                )}
              </Cell>
              <Cell isNumber>{formatScore(locale, softRisk)}</Cell>
              <Cell isNumber>{formatShare(locale, probability)}</Cell>
            </tr>
          );
        })}
      </Table>
      <Facts facts={facts} />
    </>
  );
};
