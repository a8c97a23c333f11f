import { useTranslation } from 'react-i18next';
import { selectFigures, selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

const selectIsLifting = selectIsBusy('budget.lift');

export const BudgetNotice = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const figures = useApp(selectFigures);
  const isLifting = useApp(selectIsLifting);
  if (figures?.isBudgetLifted)
    return (
      <Notice
        tone="warn"
        title={t('figures.budget.lifted')}
        actions={
          <Button
            onClick={() =>
              void store.command('budget.hold', undefined, { done: t('figures.budget.holding') })
            }
          >
            {t('figures.budget.hold')}
          </Button>
        }
      />
    );
  if (!figures?.isBudgetReached) return null;
  return (
    <Notice
      tone="warn"
      title={t('figures.budget.reached')}
      actions={
        <Button
          isBusy={isLifting}
          onClick={() => void store.command('budget.lift', undefined, { done: t('figures.budget.lifted') })}
        >
          {t('figures.budget.lift')}
        </Button>
      }
    >
      {t('figures.budget.text')}
    </Notice>
  );
};
