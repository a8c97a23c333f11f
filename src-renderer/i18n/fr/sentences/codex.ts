/** What is said of Codex and its files: launching, the swap, restoring. */
export const codex: Readonly<Record<string, string>> = {
  'Codex is not installed, or not in PATH.': 'Codex n’est pas installé, ou n’est pas dans le PATH.',
  'Install it with "{0}", or set SIGNALBOX_CODEX to its full path.':
    'Installez-le avec « {0} », ou mettez son chemin complet dans SIGNALBOX_CODEX.',
  'SIGNALBOX_CODEX names {0}, which is no program that can be run.':
    'SIGNALBOX_CODEX désigne {0}, qui n’est pas un programme exécutable.',
  'Correct SIGNALBOX_CODEX, or unset it to use the Codex in PATH.':
    'Corrigez SIGNALBOX_CODEX, ou supprimez-la pour prendre le Codex du PATH.',
  '{0} does not say its version.': '{0} ne dit pas sa version.',
  'Run "codex --version" in a terminal to see why; reinstall with "{0}" if it fails.':
    'Lancez « codex --version » dans un terminal pour voir pourquoi ; en cas d’échec, réinstallez avec « {0} ».',
  'Codex {0} has no profile files; 0.{1}.0 or newer is needed.':
    'Codex {0} ne connaît pas les fichiers de profil ; il faut la version 0.{1}.0 ou une plus récente.',
  'Update it with "{0}@latest" (or "codex update").':
    'Mettez-le à jour avec « {0}@latest » (ou « codex update »).',
  'Codex was not found, so there is nothing to swap for.':
    'Codex est introuvable, il n’y a donc rien à router.',
  'Install it with "npm install -g @openai/codex".': 'Installez-le avec « npm install -g @openai/codex ».',
  'Codex was not found.': 'Codex est introuvable.',
  'Start routing, then launch Codex again.': 'Démarrez le routage, puis relancez Codex.',
  'No terminal program was found.': 'Aucun programme de terminal n’a été trouvé.',
  'No terminal could be opened.': 'Aucun terminal n’a pu être ouvert.',
  'Run "signalbox launch --here" in a terminal of your own, or set TERMINAL to one.':
    'Lancez « signalbox launch --here » dans un terminal à vous, ou désignez-en un par TERMINAL.',
  '{0} is not a folder that can be opened.': '{0} n’est pas un dossier qui peut être ouvert.',
  'Choose another folder.': 'Choisissez un autre dossier.',
  '{0} is a link that leads in a circle.': '{0} est un lien qui tourne en rond.',
  'Remove or correct the link, then try again.': 'Supprimez ou corrigez le lien, puis réessayez.',
  '{0} was changed by somebody else at this very moment.':
    'Quelqu’un d’autre vient de modifier {0} à l’instant même.',
  'Try again.': 'Réessayez.',
  ' (line {0}, column {1})': ' (ligne {0}, colonne {1})',
  '{0} was changed by somebody else and does not parse{1}.':
    '{0} a été modifié par quelqu’un d’autre et ne se lit plus comme du TOML{1}.',
  'Correct it; the next start of Signalbox, or "signalbox codex restore", takes our keys out.':
    'Corrigez-le ; le prochain démarrage de Signalbox, ou « signalbox codex restore », en retire nos clés.',
  '{0} is no file any more.': '{0} n’est plus un fichier.',
  'Move what is there away; the next start of Signalbox puts your configuration back.':
    'Déplacez ce qui s’y trouve ; le prochain démarrage de Signalbox remet votre configuration en place.',
  '{0} cannot be written now ({1}).': '{0} ne peut pas être écrit en ce moment ({1}).',
  'Check permissions and free disk space; the next start of Signalbox tries again.':
    'Vérifiez les droits et la place sur le disque ; le prochain démarrage de Signalbox réessaie.',
  'Codex does not accept the changed {0}: {1}': 'Codex n’accepte pas {0} une fois modifié : {1}',
  'Your own configuration is back. Use Launch instead of the swap, or update Codex.':
    'Votre propre configuration est de retour. Lancez Codex d’ici au lieu de router « codex » simple, ou mettez Codex à jour.',
  '{0} cannot be swapped; it is as it was.': '{0} ne peut pas être modifié ; il est tel qu’il était.',
  'Check the permissions of the file and its folder, and the free disk space.':
    'Vérifiez les droits du fichier et de son dossier, et la place sur le disque.',
  'is a link to a folder that does not exist': 'est un lien vers un dossier qui n’existe pas',
  'is not a file': 'n’est pas un fichier',
  'has more than one name (hard links)': 'a plusieurs noms (liens physiques)',
  'is not UTF-8 text': 'n’est pas du texte UTF-8',
  'already carries {0}, from a Signalbox that is not this one':
    'porte déjà {0}, d’un Signalbox qui n’est pas celui-ci',
  'does not parse (line {0}, column {1})': 'n’est pas du TOML valide (ligne {0}, colonne {1})',
  'uses {0} in a way that leaves no place for ours':
    'emploie {0} d’une manière qui ne laisse pas de place à nos clés',
  '{0} {1}; nothing was changed.': '{0} {1} ; rien n’a été modifié.',
  'Stop the other Signalbox, or run "signalbox codex restore --force".':
    'Arrêtez l’autre Signalbox, ou lancez « signalbox codex restore --force ».',
  'Use Launch, which needs no change of this file, or correct the file first.':
    'Lancez Codex d’ici, ce qui ne modifie pas ce fichier, ou corrigez d’abord le fichier.',
  'The last originals of config.toml are in {0}. "signalbox codex restore --force" takes our keys out without the journal.':
    'Les derniers originaux de config.toml sont dans {0}. « signalbox codex restore --force » retire nos clés sans le journal.',
  'Another Signalbox is changing the Codex configuration.':
    'Un autre Signalbox est en train de modifier la configuration de Codex.',
  'Try again in a moment. If no other Signalbox runs, remove {0}.':
    'Réessayez dans un instant. Si aucun autre Signalbox ne tourne, supprimez {0}.',
  '{0} cannot be written; nothing was changed.': '{0} ne peut pas être écrit ; rien n’a été modifié.',
  'Check the permissions of the folder, and the free disk space.':
    'Vérifiez les droits du dossier et la place sur le disque.',
  '{0} exists and was not written by Signalbox.': '{0} existe et n’a pas été écrit par Signalbox.',
  'Rename or move that file, then launch again; Signalbox does not overwrite it.':
    'Renommez ou déplacez ce fichier, puis relancez ; Signalbox ne l’écrase pas.',
  '{0} does not parse (line {1}, column {2}): {3}':
    '{0} n’est pas du TOML valide (ligne {1}, colonne {2}) : {3}',
  'Correct that line, or move the file away, then launch again.':
    'Corrigez cette ligne, ou déplacez le fichier, puis relancez.',
  'uses {0} for something else': 'emploie {0} pour autre chose',
  '{0} {1}.': '{0} {1}.',
  'Move it away, then launch again; Signalbox does not overwrite it.':
    'Déplacez-le, puis relancez ; Signalbox ne l’écrase pas.',
  'Codex does not accept {0}: {1}': 'Codex n’accepte pas {0} : {1}',
  'Correct what Codex names; where it names nothing of yours, update Codex and Signalbox.':
    'Corrigez ce que Codex nomme ; s’il ne nomme rien de vous, mettez Codex et Signalbox à jour.',
  '{0} cannot be written.': '{0} ne peut pas être écrit.',
  'Free some disk space, then try again.': 'Libérez de la place sur le disque, puis réessayez.',
  'Check the permissions of the file and its folder.': 'Vérifiez les droits du fichier et de son dossier.',
  'Codex was opened with {0}.': 'Codex a été ouvert avec {0}.',
  'Swap mode is off; config.toml is your own.':
    '« codex » simple n’est plus routé ; config.toml est le vôtre.',
  'Swap mode is on: plain Codex uses the router now.': '« codex » simple passe maintenant par le routeur.',
  'Swap mode is on: plain Codex uses the router as soon as routing runs.':
    '« codex » simple passera par le routeur dès que le routage sera en marche.',
  'Nothing to undo: {0} holds nothing of ours.': 'Rien à défaire : {0} ne contient rien de nous.',
  '{0} is again what it was, byte for byte.': '{0} est de nouveau ce qu’il était, à l’octet près.',
  'Our keys are out of {0}. It was changed by others meanwhile, and those changes stay{1}.':
    'Nos clés sont sorties de {0}. D’autres l’ont modifié entre-temps, et ces modifications restent{1}.',
  'Left alone, because somebody gave them other values: {0}.':
    'Laissées telles quelles, parce que quelqu’un leur a donné d’autres valeurs : {0}.',
  '{0} could not be restored.': '{0} n’a pas pu être remis en place.',
  'line {0}': 'ligne {0}',
  'lines {0}': 'lignes {0}',
  ': {0}': ' : {0}',
  ': {0} removed by them': ' : ils en ont supprimé {0}',
  ': {0}; {1} removed by them': ' : {0} ; ils en ont supprimé {1}',
  '{0} is removed.': '{0} est supprimé.',
  '{0} is not ours and stays.': '{0} n’est pas de nous et reste.',
  '{0} stays: it holds settings of yours. Choose to move them to config.toml, or to discard them.':
    '{0} reste : il contient des réglages à vous. Choisissez de les déplacer vers config.toml, ou de les abandonner.',
};
