import { type Language, pickLanguage } from '../i18n/start-i18n.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const THEME_KEY = 'signalbox.theme';
const LANGUAGE_KEY = 'signalbox.language';

/** Storage can be switched off in a browser: a preference is then kept until the page closes. */
const readStored = (key: string): string | null => {
  try {
    return localStorage.getItem(key);
  } catch (cause) {
    if (cause instanceof DOMException) return null;
    throw cause;
  }
};

const writeStored = (key: string, value: string): void => {
  try {
    localStorage.setItem(key, value);
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
};

export const readTheme = (): Theme => THEMES.find(theme => theme === readStored(THEME_KEY)) ?? 'system';

/** Puts the theme on the root element, where the tokens read it. */
export const showTheme = (theme: Theme): void => {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
};

export const keepTheme = (theme: Theme): void => {
  writeStored(THEME_KEY, theme);
  showTheme(theme);
};

export const readLanguage = (): Language =>
  pickLanguage([readStored(LANGUAGE_KEY) ?? '', ...navigator.languages]);

export const keepLanguage = (language: Language): void => writeStored(LANGUAGE_KEY, language);
