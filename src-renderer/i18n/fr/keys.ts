import type { keys as english } from '../en/keys.ts';
import type { Translated } from '../translated.ts';

export const keys: Translated<typeof english> = {
  title: 'Clés des fournisseurs',
  intro:
    'Les clés restent dans la mémoire de Signalbox, sur cette machine. Elles ne sont écrites nulle part, sauf si vous laissez le trousseau du système en retenir une, et cette page ne peut pas les relire.',
  noneNeeded: 'Qwen en local (Ollama) n’a pas besoin de clé.',
  present: 'Présente',
  absent: 'Pas de clé',
  source: {
    typed: 'saisie ici',
    environment: 'depuis {{envName}}',
    keychain: 'depuis le trousseau du système',
  },
  field: 'Clé pour {{label}}',
  placeholder: 'Collez une clé',
  placeholderReplace: 'Collez une nouvelle clé pour la remplacer',
  remember: 'Retenir dans le trousseau du système',
  rememberFor: 'Retenir la clé {{label}} dans le trousseau du système',
  remembered: 'Retenue dans le trousseau du système',
  save: 'Enregistrer',
  saveFor: 'Enregistrer la clé {{label}}',
  check: 'Vérifier',
  checkFor: 'Vérifier la clé {{label}}',
  checking: 'Vérification…',
  forget: 'Oublier',
  forgetFor: 'Oublier la clé {{label}}',
  forgetTitle: 'Oublier la clé pour {{label}} ?',
  forgetText:
    'Elle est effacée de la mémoire et du trousseau du système. Les requêtes qui en ont besoin échouent jusqu’à ce que vous la colliez de nouveau. Pendant huit secondes, elle peut être ramenée.',
  forgetConfirm: 'L’oublier',
  forgetAll: 'Oublier toutes les clés',
  forgetAllTitle: 'Oublier toutes les clés ?',
  forgetAllText:
    'Elles sont effacées de la mémoire et du trousseau du système. Les requêtes qui en ont besoin échouent jusqu’à ce que vous les colliez de nouveau. Pendant huit secondes, elles peuvent être ramenées.',
  forgetAllConfirm: 'Tout oublier',
  saved: 'Clé pour {{label}} enregistrée.',
  forgotten: 'Clé pour {{label}} oubliée.',
  allForgotten: 'Toutes les clés sont oubliées.',
  broughtBack: 'De retour.',
  result: { accepted: 'Acceptée', refused: 'Refusée', unreachable: 'Injoignable' },
  checkedAt: 'vérifiée {{time}}',
  problem: {
    empty: 'Collez d’abord une clé.',
    short: 'C’est trop court pour une clé.',
    long: 'C’est trop long pour une clé.',
    characters: 'Une clé n’a ni espaces ni caractères spéciaux. Copiez-la de nouveau.',
  },
  looksLike: 'On dirait une clé pour {{label}}.',
};
