import { useTranslation } from 'react-i18next';
import type { Words } from '../../src-main/domain/sentence/sentence.ts';
import { type Teller, type Told as ToldText, tell } from '../i18n/tell.ts';
import { useLocale } from '../state/use-locale.ts';
import { FullText } from '../ui/clipped.tsx';

/** Gives fields of the program's objects in the language of the page. */
export const useTell = (): (<K extends string>(owner: Teller<K>, field: K) => ToldText) => {
  const { i18n } = useTranslation();
  const locale = useLocale();
  return (owner, field) => tell(i18n.resolvedLanguage ?? 'en', locale, owner, field);
};

interface ToldProps<K extends string> {
  readonly of: Teller<K>;
  readonly field: K;
}

/** What the program says, in the language of the page where there are words for it. */
export const Told = <K extends string>({ of, field }: ToldProps<K>) => <FullText {...useTell()(of, field)} />;

/** What to do about it, where that is known. */
export const Remedy = ({ of: { remedy, said } }: { readonly of: Pick<Words, 'remedy' | 'said'> }) =>
  remedy === undefined ? null : <Told of={{ remedy, said }} field="remedy" />;
