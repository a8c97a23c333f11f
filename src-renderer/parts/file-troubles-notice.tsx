import { useTranslation } from 'react-i18next';
import { selectRouting } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { Notice } from '../ui/notice.tsx';

/** Files of the router that the disk does not take. */
export const FileTroublesNotice = () => {
  const { t } = useTranslation();
  const troubles = useApp(selectRouting)?.fileTroubles ?? [];
  if (troubles.length === 0) return null;
  return (
    <Notice tone="warn" title={t('now.disk.title')}>
      <ul>
        {troubles.map(({ file, code }) => (
          <li key={file}>{t(`now.disk.${file}`, { code })}</li>
        ))}
      </ul>
    </Notice>
  );
};
