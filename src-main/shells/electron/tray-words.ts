import type { LaunchMode } from '../../contract/dashboard-calls.ts';
import type { TrayState } from './tray-state.ts';

/** Every word of the tray, in one language. */
export interface TrayWords {
  readonly state: Readonly<Record<TrayState, string>>;
  readonly start: string;
  readonly stop: string;
  readonly launch: string;
  readonly modes: Readonly<Record<LaunchMode, string>>;
  readonly chooseFolder: string;
  readonly keys: string;
  readonly dashboard: string;
  readonly restore: string;
  readonly quit: string;
  readonly inFlight: (count: number) => string;
}

const ENGLISH: TrayWords = {
  state: {
    stopped: 'Routing is stopped',
    starting: 'Routing is starting or stopping',
    running: 'Routing',
    degraded: 'Routing, but something needs a look',
    failed: 'Routing failed',
  },
  start: 'Start routing',
  stop: 'Stop routing',
  launch: 'Launch Codex',
  modes: {
    routed: 'Routed',
    'no-openai': 'Routed, without OpenAI',
    local: 'Local only',
    huggingface: 'Hugging Face direct',
    plain: 'Plain Codex',
  },
  chooseFolder: 'Choose a folder…',
  keys: 'Keys…',
  dashboard: 'Dashboard…',
  restore: 'Restore Codex configuration',
  quit: 'Quit',
  inFlight: count => (count === 1 ? '1 request in flight' : `${count} requests in flight`),
};

const FRENCH: TrayWords = {
  state: {
    stopped: 'Le routage est arrêté',
    starting: 'Le routage démarre ou s’arrête',
    running: 'Routage actif',
    degraded: 'Routage actif, mais un point est à vérifier',
    failed: 'Le routage a échoué',
  },
  start: 'Démarrer le routage',
  stop: 'Arrêter le routage',
  launch: 'Lancer Codex',
  modes: {
    routed: 'Routé',
    'no-openai': 'Routé, sans OpenAI',
    local: 'Local uniquement',
    huggingface: 'Hugging Face direct',
    plain: 'Codex seul',
  },
  chooseFolder: 'Choisir un dossier…',
  keys: 'Clés…',
  dashboard: 'Tableau de bord…',
  restore: 'Restaurer la configuration de Codex',
  quit: 'Quitter',
  inFlight: count => (count === 1 ? '1 requête en cours' : `${count} requêtes en cours`),
};

/** @param locale BCP 47, as the system gives it: `fr-CA` */
export function trayWords(locale: string): TrayWords {
  return /^fr\b/i.test(locale) ? FRENCH : ENGLISH;
}
