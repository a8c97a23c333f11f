import type { LaunchMode } from '../../../contract/dashboard-calls.ts';
import type { OllamaSnapshot } from '../../../contract/figures-snapshot.ts';
import { usd } from '../usd.ts';
import type { TrayState } from './tray-state.ts';

/** Every word of the tray, in one language. */
export interface TrayWords {
  readonly state: Readonly<Record<TrayState, string>>;
  readonly start: string;
  readonly stop: string;
  readonly launch: string;
  readonly modes: Readonly<Record<LaunchMode, string>>;
  readonly chooseFolder: string;
  readonly avoidOpenai: string;
  /** While a flag or the environment decides, which no click can change. */
  readonly avoidOpenaiFixed: string;
  /** The stages of the adaptive router. */
  readonly adaptive: Readonly<Record<'title' | 'rolledBack' | 'off' | 'shadow' | 'canary' | 'live', string>>;
  readonly ollama: {
    readonly title: string;
    readonly phases: Readonly<Record<OllamaSnapshot['phase'], string>>;
    readonly start: string;
    readonly stop: string;
    readonly present: (model: string) => string;
    readonly pull: (model: string) => string;
    readonly pulling: (model: string, share: number | undefined) => string;
    readonly cancelPull: string;
  };
  readonly keys: string;
  readonly dashboard: string;
  readonly restore: string;
  readonly undo: string;
  /** What "undo everything" asks before it does anything. */
  readonly undoQuestion: {
    readonly title: string;
    readonly detail: string;
    readonly move: string;
    readonly discard: string;
    readonly cancel: string;
  };
  readonly startAtLogin: string;
  readonly quit: string;
  /** A desktop without a place for the icon. */
  readonly noTray: { readonly title: string; readonly body: string };
  readonly stopAnyway: string;
  readonly cancel: string;
  readonly inFlight: (count: number) => string;
  /** @param savedUsd absent where there is no baseline price */
  readonly today: (spentUsd: number, savedUsd: number | undefined) => string;
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
  avoidOpenai: 'Avoid OpenAI',
  avoidOpenaiFixed: 'Avoid OpenAI (set by the environment)',
  adaptive: {
    title: 'Adaptive routing',
    rolledBack: 'Rolled back by itself: see Decisions',
    off: 'Off',
    shadow: 'Shadow: only look on',
    canary: 'Canary: some conversations',
    live: 'Live: every request',
  },
  ollama: {
    title: 'Ollama',
    phases: {
      'not-installed': 'Not installed',
      stopped: 'Stopped',
      starting: 'Starting',
      running: 'Running',
      external: 'Running, not started by Signalbox',
      failed: 'Failed',
    },
    start: 'Start Ollama',
    stop: 'Stop Ollama',
    present: model => `${model} is here`,
    pull: model => `Pull ${model}`,
    pulling: (model, share) =>
      share === undefined ? `Pulling ${model}…` : `Pulling ${model}: ${percent(share)}%`,
    cancelPull: 'Cancel the pull',
  },
  keys: 'Keys…',
  dashboard: 'Dashboard…',
  restore: 'Restore Codex configuration',
  undo: 'Undo everything in Codex…',
  undoQuestion: {
    title: 'Take everything of Signalbox out of Codex?',
    detail:
      'config.toml is put back, and the profile files of Signalbox are removed. What Codex or you wrote into those profiles (trusted folders, MCP servers) can be moved to config.toml first.',
    move: 'Undo, move my settings',
    discard: 'Undo, discard them',
    cancel: 'Cancel',
  },
  startAtLogin: 'Start at login',
  quit: 'Quit',
  noTray: {
    title: 'This desktop shows no tray icons',
    body: 'The dashboard opens instead. Closing it leaves Signalbox running; starting Signalbox again shows it, and “signalbox stop” ends it.',
  },
  stopAnyway: 'Stop anyway',
  cancel: 'Cancel',
  inFlight: count => (count === 1 ? '1 request in flight' : `${count} requests in flight`),
  today: (spentUsd, savedUsd) =>
    savedUsd === undefined
      ? `Today: ${usd('en', spentUsd)}`
      : `Today: ${usd('en', spentUsd)}, saved ${usd('en', savedUsd)}`,
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
  avoidOpenai: 'Éviter OpenAI',
  avoidOpenaiFixed: 'Éviter OpenAI (fixé par l’environnement)',
  adaptive: {
    title: 'Routage adaptatif',
    rolledBack: 'Revenu en arrière de lui-même : voir Décisions',
    off: 'Désactivé',
    shadow: 'Observation seule',
    canary: 'Canari : une partie des conversations',
    live: 'Actif : toutes les requêtes',
  },
  ollama: {
    title: 'Ollama',
    phases: {
      'not-installed': 'Non installé',
      stopped: 'Arrêté',
      starting: 'Démarre',
      running: 'En marche',
      external: 'En marche, non démarré par Signalbox',
      failed: 'En échec',
    },
    start: 'Démarrer Ollama',
    stop: 'Arrêter Ollama',
    present: model => `${model} est présent`,
    pull: model => `Télécharger ${model}`,
    pulling: (model, share) =>
      share === undefined
        ? `Téléchargement de ${model}…`
        : `Téléchargement de ${model} : ${percent(share)} %`,
    cancelPull: 'Annuler le téléchargement',
  },
  keys: 'Clés…',
  dashboard: 'Tableau de bord…',
  restore: 'Restaurer la configuration de Codex',
  undo: 'Tout annuler dans Codex…',
  undoQuestion: {
    title: 'Retirer de Codex tout ce qui vient de Signalbox ?',
    detail:
      'config.toml est remis en place et les profils de Signalbox sont supprimés. Ce que Codex ou vous y avez écrit (dossiers approuvés, serveurs MCP) peut d’abord être déplacé dans config.toml.',
    move: 'Annuler, garder mes réglages',
    discard: 'Annuler, les abandonner',
    cancel: 'Ne rien faire',
  },
  startAtLogin: 'Démarrer à l’ouverture de session',
  quit: 'Quitter',
  noTray: {
    title: 'Ce bureau n’affiche pas d’icônes de notification',
    body: 'Le tableau de bord s’ouvre à la place. Le fermer laisse Signalbox en marche ; relancer Signalbox l’affiche, et « signalbox stop » l’arrête.',
  },
  stopAnyway: 'Arrêter quand même',
  cancel: 'Annuler',
  inFlight: count => (count === 1 ? '1 requête en cours' : `${count} requêtes en cours`),
  today: (spentUsd, savedUsd) =>
    savedUsd === undefined
      ? `Aujourd’hui : ${usd('fr', spentUsd)}`
      : `Aujourd’hui : ${usd('fr', spentUsd)}, ${usd('fr', savedUsd)} économisés`,
};

const percent = (share: number) => Math.round(share * 100);

/** @param locale BCP 47, as the system gives it: `fr-CA` */
export function trayWords(locale: string): TrayWords {
  return /^fr\b/i.test(locale) ? FRENCH : ENGLISH;
}
