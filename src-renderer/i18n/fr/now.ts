import type { now as english } from '../en/now.ts';
import type { Translated } from '../translated.ts';

export const now: Translated<typeof english> = {
  title: 'Maintenant',
  routing: 'Routage',
  start: 'Démarrer le routage',
  stop: 'Arrêter le routage',
  stopAnyway: 'Arrêter quand même',
  tryAgain: 'Réessayer',
  port: 'Port',
  portHint: 'Laissez vide pour le port des réglages.',
  left: 'Un Codex ouvert appelle peut-être encore {{addresses}} : une réponse y est donnée jusqu’à l’arrêt du routage.',
  portProblem: 'Un port est un nombre entier de 1 à 65535.',
  otherPort: 'Démarrer sur un autre port',
  explain: {
    stopped: 'Codex fonctionne comme toujours. Rien ne passe par Signalbox.',
    starting: 'Le routeur démarre.',
    ready: 'Les requêtes des sessions Codex lancées avec le profil passent par 127.0.0.1:{{port}}.',
    draining: 'Rien de nouveau n’est accepté. Ce qui est en cours peut finir.',
    'backing-off': 'Le routeur s’est arrêté de façon inattendue ; il est relancé.',
    failed: 'Le routeur n’a pas pu démarrer.',
  },
  restart: {
    title: 'Le routage ne peut pas écouter là où router.yaml le demande',
    value: '{{key}} : {{wanted}} dans le fichier, {{running}} en service',
    button: 'Redémarrer le routage',
    anyway: 'Redémarrer quand même',
    done: 'Le routage a redémarré.',
  },
  disk: {
    title: 'Le disque ne prend plus rien ; les requêtes continuent',
    'request-log':
      'Le journal des requêtes ne peut pas être écrit ({{code}}). Jusqu’à 10 000 lignes attendent en mémoire.',
    'learned-state': 'Ce que le routage a appris ne peut pas être enregistré ({{code}}).',
  },
  retryIn: 'Prochain essai dans {{time}}',
  since: 'depuis {{time}}',
  restarts: 'redémarrages : {{number}}',
  tile: {
    inFlight: 'En cours',
    failed: 'En échec',
    ttft: 'TTFT médian',
    ofLast: 'sur les {{number}} dernières',
    none: 'aucune encore',
  },
  plan: {
    title: 'Votre propre forfait OpenAI',
    used: 'Les tours y commencent',
    leftAlone: 'Les tours vont ailleurs jusqu’au {{time}}',
    untold: 'OpenAI n’a pas dit ce qui en est utilisé.',
    window: 'Fenêtre de {{length}}',
    share: '{{share}} utilisés, de nouveau entière le {{time}}',
    heard: 'Selon la dernière réponse d’OpenAI, le {{time}}.',
  },
  latest: 'Dernières requêtes',
  allRequests: 'Toutes les décisions',
};
