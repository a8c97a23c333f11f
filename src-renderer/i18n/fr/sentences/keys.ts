/** What is said of provider keys and of the key chain. */
export const keys: Readonly<Record<string, string>> = {
  '{0} did not answer. Is the network up?': '{0} n’a pas répondu. Le réseau est-il là ?',
  '{0} accepted the key.': '{0} a accepté la clé.',
  '{0} refused the key (HTTP {1}).': '{0} a refusé la clé (HTTP {1}).',
  '{0} answered with HTTP {1}: the key was not judged.':
    '{0} a répondu par HTTP {1} : la clé n’a pas été jugée.',
  'There is no such provider to keep a key for.': 'Il n’y a pas de tel fournisseur dont garder une clé.',
  'One of: {0}.': 'Au choix : {0}.',
  'The key is kept in memory until Signalbox quits.':
    'La clé est gardée en mémoire jusqu’à ce que Signalbox se termine.',
  'The key is used, but the next start may bring the older one back.':
    'La clé est utilisée, mais le prochain démarrage peut ramener l’ancienne.',
  'There is no key to bring back.': 'Il n’y a pas de clé à ramener.',
  'Paste it again.': 'Collez-la de nouveau.',
  'The key is back until Signalbox quits.': 'La clé est de retour jusqu’à ce que Signalbox se termine.',
  'The key is gone from memory; if it is still in the key chain, the next start brings it back.':
    'La clé est effacée de la mémoire ; si elle est encore dans le trousseau du système, le prochain démarrage la ramène.',
  'The key chain of this computer does not answer.': 'Le trousseau de cet ordinateur ne répond pas.',
  'It may be locked, or may be asking for its password behind another window. Unlock it and try again.':
    'Il est peut-être verrouillé, ou demande son mot de passe derrière une autre fenêtre. Déverrouillez-le et réessayez.',
  'The key chain of this computer cannot be used.':
    'Le trousseau de cet ordinateur ne peut pas être utilisé.',
  'Unlock it. On Linux a Secret Service such as gnome-keyring has to run.':
    'Déverrouillez-le. Sous Linux, un service de secrets comme gnome-keyring doit tourner.',
  'There is no key to check.': 'Il n’y a pas de clé à vérifier.',
  'Paste one and save it first.': 'Collez-en une et enregistrez-la d’abord.',
  '{0} is not among the providers of router.yaml.': '{0} n’est pas parmi les fournisseurs de router.yaml.',
  'Add {0} under providers.': 'Ajoutez {0} sous providers.',
  'Unlock the key chain and restart Signalbox, or paste the keys again.':
    'Déverrouillez le trousseau et redémarrez Signalbox, ou collez de nouveau les clés.',
  'The key chain of this computer has not answered yet; remembered keys are missing until it does.':
    'Le trousseau de cet ordinateur n’a pas encore répondu ; les clés retenues manquent jusque-là.',
  'It may be locked: look for its password window and unlock it, or paste the keys again.':
    'Il est peut-être verrouillé : cherchez sa fenêtre de mot de passe et déverrouillez-le, ou collez de nouveau les clés.',
  'The key chain did not give out the remembered key of {0}: it is locked, or the key was removed there.':
    'Le trousseau n’a pas donné la clé retenue pour {0} : il est verrouillé, ou la clé y a été supprimée.',
};
