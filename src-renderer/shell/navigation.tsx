import { useTranslation } from 'react-i18next';
import { PhaseBadge } from '../parts/phase-badge.tsx';
import { routeTo, VIEWS } from '../state/route.ts';
import { selectPhase, selectVersion, selectView } from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import styles from './navigation.module.css';
import { Preferences } from './preferences.tsx';
import { ViewIcon } from './view-icon.tsx';

export const Navigation = () => {
  const { t } = useTranslation();
  const current = useApp(selectView);
  const phase = useApp(selectPhase);
  const version = useApp(selectVersion);
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <span className={styles.name}>{t('shell.app')}</span>
        <PhaseBadge phase={phase} />
      </div>
      <nav aria-label={t('shell.navigation')} className={styles.views}>
        {VIEWS.map(view => (
          <a
            key={view}
            href={routeTo(view)}
            className={styles.link}
            aria-current={view === current ? 'page' : undefined}
          >
            <ViewIcon view={view} />
            {t(`shell.view.${view}`)}
          </a>
        ))}
      </nav>
      <div className={styles.foot}>
        <Preferences />
        {version ? <p className={styles.version}>{t('shell.version', { version })}</p> : null}
      </div>
    </header>
  );
};
