import { useTranslation } from 'react-i18next';
import { selectRouting } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { Notice } from '../ui/notice.tsx';
import { AskedButton } from './asked-button.tsx';
import { Remedy, Told } from './told.tsx';

/** Where router.yaml wants routing to listen and it cannot, why, and the button that tries again. */
export const RestartNotice = () => {
  const { t } = useTranslation();
  const { restartFor: waiting = [], listenFault } = useApp(selectRouting) ?? {};
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
      {listenFault === undefined ? null : (
        <>
          <Told of={listenFault} field="message" /> <Remedy of={listenFault} />
        </>
      )}
      <ul>
        {waiting.map(value => (
          <li key={value.key}>{t('now.restart.value', { ...value })}</li>
        ))}
      </ul>
    </Notice>
  );
};
