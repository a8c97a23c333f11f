import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../i18n/start-i18n.ts';
import { keepLanguage, keepTheme, readTheme, THEMES } from '../state/preferences.ts';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/input.tsx';
import styles from './preferences.module.css';

/** A language is named in itself: whoever needs the choice cannot read the other one. */
const LANGUAGE_NAMES = { en: 'English', fr: 'Français' } as const;

export const Preferences = () => {
  const { t, i18n } = useTranslation();
  const [theme, setTheme] = useState(readTheme);
  return (
    <details className={styles.preferences}>
      <summary className={styles.summary}>{t('shell.preferences')}</summary>
      <div className={styles.fields}>
        <Field label={t('shell.theme.label')}>
          {control => (
            <Select
              {...control}
              value={theme}
              onChange={event => {
                const chosen = THEMES.find(known => known === event.target.value) ?? 'system';
                setTheme(chosen);
                keepTheme(chosen);
              }}
            >
              {THEMES.map(known => (
                <option key={known} value={known}>
                  {t(`shell.theme.${known}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t('shell.language')}>
          {control => (
            <Select
              {...control}
              value={i18n.resolvedLanguage ?? 'en'}
              onChange={event => {
                const chosen = LANGUAGES.find(known => known === event.target.value) ?? 'en';
                keepLanguage(chosen);
                document.documentElement.lang = chosen;
                void i18n.changeLanguage(chosen);
              }}
            >
              {LANGUAGES.map(known => (
                <option key={known} value={known} lang={known}>
                  {LANGUAGE_NAMES[known]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
    </details>
  );
};
