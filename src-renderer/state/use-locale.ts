import { useTranslation } from 'react-i18next';

/**
 * The locale figures and times are written in: the person's own variant of the page's language (`en-GB`), or the
 * language alone where they chose another than their system's.
 */
export const useLocale = (): string => {
  const { i18n } = useTranslation();
  const language = i18n.resolvedLanguage ?? 'en';
  return navigator.languages.find(tag => tag.split('-')[0] === language) ?? language;
};
