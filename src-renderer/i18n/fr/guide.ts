import type { guide as english } from '../en/guide.ts';
import type { Translated } from '../translated.ts';

export const guide: Translated<typeof english> = {
  title: 'Bien démarrer',
  key: 'Ajoutez une clé de fournisseur',
  keyText: 'Une seule suffit. Qwen en local n’en demande pas.',
  keyDone: 'Une clé est présente',
  start: 'Démarrez le routage',
  startText: 'Le routeur n’écoute que sur cette machine.',
  startDone: 'Le routage est en marche',
  launch: 'Lancez Codex',
  launchText: 'Dans un terminal, avec le profil qui passe par Signalbox. Le routage démarre avec lui.',
  addKey: 'Ajouter une clé',
  done: 'fait',
  next: 'à faire',
  later: 'ensuite',
};
