import type { shell as english } from '../en/shell.ts';
import type { Translated } from '../translated.ts';

export const shell: Translated<typeof english> = {
  app: 'Signalbox',
  navigation: 'Vues',
  skip: 'Aller au contenu',
  view: {
    now: 'Maintenant',
    dispatch: 'Répartition',
    decisions: 'Décisions',
    history: 'Historique',
    codex: 'Codex',
    keys: 'Clés',
    settings: 'Réglages',
    doctor: 'Diagnostic',
  },
  phase: {
    stopped: 'Arrêté',
    starting: 'Démarrage',
    ready: 'En marche',
    draining: 'Arrêt en cours',
    'backing-off': 'Redémarrage',
    failed: 'En échec',
  },
  link: {
    waiting: 'En attente de Signalbox…',
    lost: 'La liaison avec Signalbox est perdue.',
    lostRemedy: 'Elle est retentée d’elle-même. L’état affiché est le dernier connu.',
    refused: 'Cette page n’a pas le droit de parler à Signalbox.',
    refusedRemedy:
      'Son lien à usage unique a déjà servi, ou Signalbox a été relancé. Ouvrez l’adresse qu’affiche « signalbox serve ».',
  },
  preferences: 'Apparence et langue',
  theme: { label: 'Thème', system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
  language: 'Langue',
  version: 'Version {{version}}',
  toasts: 'Messages',
  dismiss: 'Fermer',
  undo: 'Annuler',
  reload: 'Relire',
  cancel: 'Annuler',
};
