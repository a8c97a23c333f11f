import type { figures as english } from '../en/figures.ts';
import type { Translated } from '../translated.ts';

export const figures: Translated<typeof english> = {
  spent: 'Dépensé aujourd’hui',
  saved: 'Économisé aujourd’hui',
  savedNote: 'par rapport à {{alias}}',
  ofBudget: 'sur {{budget}}',
  requests: 'Requêtes du jour',
  failedNote: '{{number}} en échec',
  ttft: 'TTFT médian',
  p95: '95ᵉ centile {{time}}',
  speed: 'Jetons par seconde',
  course: '{{label}}, cours de la dernière heure',
  budget: {
    reached: 'Le budget du jour est atteint.',
    text: 'Les requêtes vont à des modèles moins chers puis locaux, ou sont refusées, selon votre politique.',
    lift: 'Lever pour aujourd’hui',
    lifted: 'Le budget est levé jusqu’à la fin de la journée.',
  },
  ollama: {
    title: 'Qwen en local (Ollama)',
    phase: {
      'not-installed': 'Non installé',
      stopped: 'Arrêté',
      starting: 'Démarrage',
      running: 'En marche',
      external: 'En marche, pas le nôtre',
      failed: 'En échec',
    },
    text: {
      'not-installed': 'Installez Ollama depuis ollama.com pour avoir un modèle sans clé et sans réseau.',
      stopped: 'Démarre avec le routage, ou ici.',
      starting: 'Ollama démarre.',
      running: 'Démarré par Signalbox ; s’arrête avec lui.',
      external: 'Il tournait déjà : il sert et n’est jamais arrêté.',
      failed: 'Ollama n’a pas pu démarrer.',
    },
    modelPresent: '{{model}} est là',
    modelAbsent: '{{model}} n’est pas encore téléchargé',
    start: 'Démarrer Ollama',
    stop: 'Arrêter Ollama',
    pull: 'Télécharger {{model}}',
    cancel: 'Annuler le téléchargement',
    pulling: 'Téléchargement de {{model}}',
    pulled: '{{done}} sur {{total}}',
  },
};
