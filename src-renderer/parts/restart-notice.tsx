import { useTranslation } from 'react-i18next';
import { selectRouting } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { Notice } from '../ui/notice.tsx';
import { AskedButton } from './asked-button.tsx';

/** What router.yaml says and routing does without until it is restarted, with the button that does it. */
export const RestartNotice = () => {
  const { t } = useTranslation();
  const waiting = useApp(selectRouting)?.restartFor ?? [];
  if (waiting.length === 0) return null;
  return (
    <Notice
      tone="warn"
      title={t('now.restart.title')}
      actions={
        <AskedButton
          call="routing.restart"
          title={t('now.restart.button')}
          anyway={t('now.restart.anyway')}
          done={t('now.restart.done')}
        />
      }
    >
      <ul>
        {waiting.map(value => (
          <li key={value.key}>{t('now.restart.value', { ...value })}</li>
        ))}
      </ul>
    </Notice>
  );
};
