/** What the checks of Doctor say. Commands and names of settings stay as they are typed. */
export const doctor: Readonly<Record<string, string>> = {
  'Not looked at.': 'Pas regardé.',
  'Codex CLI': 'Codex CLI',
  'Codex is not on PATH.': 'Codex n’est pas dans le PATH.',
  'npm install -g @openai/codex': 'npm install -g @openai/codex',
  'npm install -g @openai/codex@latest': 'npm install -g @openai/codex@latest',
  'Codex {0} at {1} is older than {2} and reads no profile file.':
    'Codex {0} ({1}) est plus ancien que {2} et ne lit pas de fichier de profil.',
  'Codex {0} at {1}.': 'Codex {0} : {1}.',
  'Codex configuration': 'Configuration de Codex',
  'There is no config.toml; Codex uses its defaults.':
    'Il n’y a pas de config.toml ; Codex prend ses valeurs par défaut.',
  '{0} is as the person wrote it.': '{0} est tel que vous l’avez écrit.',
  '{0} is routed through Signalbox.': '{0} passe par Signalbox.',
  '{0} is not valid TOML: line {1}: {2}': '{0} n’est pas du TOML valide : ligne {1} : {2}',
  'Correct that line; Codex does not start with it.':
    'Corrigez cette ligne ; Codex ne démarre pas avec elle.',
  '{0} cannot be read.': '{0} ne peut pas être lu.',
  'Make the file yours and readable: chmod u+rw, chown.':
    'Rendez-vous propriétaire du fichier, avec le droit de le lire : chmod u+rw, chown.',
  'Leftover configuration': 'Restes de configuration',
  'Nothing was left behind in the Codex configuration.':
    'Rien n’a été laissé dans la configuration de Codex.',
  'The Codex configuration is swapped and routing runs.':
    'La configuration de Codex passe par le routeur, et le routage est en marche.',
  '{0} still points at a router that does not run.': '{0} vise encore un routeur qui ne tourne pas.',
  'signalbox codex restore': 'signalbox codex restore',
  '{0} was changed by another program inside our own lines.':
    'Un autre programme a modifié {0} jusque dans nos propres lignes.',
  'Look at the lines that signalbox codex status shows, then signalbox codex restore':
    'Regardez les lignes que montre signalbox codex status, puis signalbox codex restore',
  'Provider keys': 'Clés des fournisseurs',
  'Refused by the provider: {0}.': 'Refusée par le fournisseur : {0}.',
  'signalbox keys set <provider>, with a key that works.':
    'signalbox keys set <provider>, avec une clé qui marche.',
  'No provider key is known; only the local model can answer.':
    'Aucune clé de fournisseur n’est connue ; seul le modèle local peut répondre.',
  'signalbox keys set <provider>, or set {0}.': 'signalbox keys set <provider>, ou définissez {0}.',
  'its environment variable': 'sa variable d’environnement',
  'Could not be reached to check the key: {0}.': 'Injoignable pour vérifier la clé : {0}.',
  'Check the network and the proxy.': 'Vérifiez le réseau et le proxy.',
  'Present: {0}.': 'Présentes : {0}.',
  'Key chain': 'Trousseau du système',
  'Not used: keys are kept in memory only.': 'Pas utilisé : les clés ne sont gardées qu’en mémoire.',
  'The key chain of the system answers.': 'Le trousseau du système répond.',
  'The key chain does not answer: {0}. Keys are kept in memory only.':
    'Le trousseau du système ne répond pas : {0}. Les clés ne sont gardées qu’en mémoire.',
  'no service answers': 'aucun service ne répond',
  'Start and unlock a Secret Service, such as gnome-keyring or KWallet.':
    'Démarrez et déverrouillez un service de secrets, comme gnome-keyring ou KWallet.',
  'Unlock the key chain.': 'Déverrouillez le trousseau du système.',
  Tray: 'Zone de notification',
  'The desktop has a tray.': 'Le bureau a une zone de notification.',
  'The session bus could not be asked.': 'Le bus de session n’a pas pu être interrogé.',
  'No desktop session; use signalbox serve.': 'Pas de session de bureau ; utilisez signalbox serve.',
  'The desktop shows tray icons.': 'Le bureau montre les icônes de la zone de notification.',
  'This desktop shows no tray icons; the dashboard opens instead.':
    'Ce bureau ne montre pas d’icônes de notification ; le tableau de bord s’ouvre à la place.',
  'On GNOME install the extension AppIndicator and KStatusNotifierItem Support.':
    'Sous GNOME, installez l’extension AppIndicator and KStatusNotifierItem Support.',
  'Local model': 'Modèle local',
  'Ollama does not run, so its models cannot be listed.':
    'Ollama ne tourne pas, ses modèles ne peuvent donc pas être énumérés.',
  '{0} is not there yet.': '{0} n’est pas encore là.',
  'signalbox ollama pull': 'signalbox ollama pull',
  '{0} runs on the CPU alone and will be slow.': '{0} ne tourne que sur le processeur et sera lent.',
  'Check the GPU driver; "ollama ps" shows where it runs.':
    'Vérifiez le pilote de la carte graphique ; « ollama ps » montre où il tourne.',
  '{0} is there and runs on the GPU.': '{0} est là et tourne sur la carte graphique.',
  '{0} is there and runs on the GPU and CPU.':
    '{0} est là et tourne sur la carte graphique et le processeur.',
  '{0} is there.': '{0} est là.',
  'Disk space': 'Espace disque',
  '{0} GB': '{0} Go',
  '{0} MB': '{0} Mo',
  'Free some space; a local model alone takes about 2 GB.':
    'Libérez de la place ; un modèle local prend à lui seul environ 2 Go.',
  '{0} left at {1}.': 'Il reste {0} dans {1}.',
  Permissions: 'Droits d’accès',
  'Not writable: {0}.': 'Écriture impossible : {0}.',
  'Make it yours: chown and chmod u+rw {0}': 'Rendez-vous-en propriétaire : chown et chmod u+rw {0}',
  'Others may read {0}.': 'D’autres peuvent lire {0}.',
  'chmod go-rwx {0}': 'chmod go-rwx {0}',
  'Files and folders are writable and private.':
    'Les fichiers et dossiers sont privés, et l’écriture y est possible.',
  'Router port': 'Port du routeur',
  'Port {0} is free; routing is stopped.': 'Le port {0} est libre ; le routage est arrêté.',
  'Signalbox answers on port {0}.': 'Signalbox répond sur le port {0}.',
  'Port {0} is held by {1}.': 'Le port {0} est occupé par {1}.',
  'another program': 'un autre programme',
  'End that program, or set another listen.port in router.yaml.':
    'Fermez ce programme, ou mettez un autre listen.port dans router.yaml.',
  'Listening on port {0} is not allowed.': 'Écouter sur le port {0} n’est pas permis.',
  'Set listen.port in router.yaml to a port above 1024.':
    'Mettez dans router.yaml un listen.port supérieur à 1024.',
  'Proxy variables': 'Variables de proxy',
  'No proxy variable is set.': 'Aucune variable de proxy n’est définie.',
  '{0} set, with an exception for 127.0.0.1.': 'Définies, avec une exception pour 127.0.0.1 : {0}.',
  '{0} set and NO_PROXY does not except 127.0.0.1: Codex sends its requests to the proxy and not to the router.':
    'Définies sans que NO_PROXY excepte 127.0.0.1 : {0}. Codex envoie ses requêtes au proxy et non au routeur.',
  'Add 127.0.0.1,localhost,::1 to NO_PROXY.': 'Ajoutez 127.0.0.1,localhost,::1 à NO_PROXY.',
  Clock: 'Horloge',
  'No server could be asked for the time.': 'Aucun serveur n’a pu donner l’heure.',
  ahead: 'en avance',
  behind: 'en retard',
  'Let the system set the time from the network.': 'Laissez le système prendre l’heure du réseau.',
  'The clock is {0} s {1}; providers refuse such requests.':
    'L’horloge est {1} de {0} s ; les fournisseurs refusent de telles requêtes.',
  'The clock is {0} s {1}.': 'L’horloge est {1} de {0} s.',
  'The clock is right.': 'L’horloge est juste.',
  'Windows Subsystem for Linux': 'Sous-système Windows pour Linux',
  'Not under WSL.': 'Pas sous WSL.',
  'Codex and Signalbox are on the same side.': 'Codex et Signalbox sont du même côté.',
  'Codex runs on the Windows side and Signalbox in WSL: 127.0.0.1 may not be the same machine for both.':
    'Codex tourne côté Windows et Signalbox dans WSL : 127.0.0.1 n’est peut-être pas la même machine pour les deux.',
  'Install Codex inside WSL, or run Signalbox on Windows, or set networkingMode=mirrored in .wslconfig.':
    'Installez Codex dans WSL, ou lancez Signalbox sous Windows, ou mettez networkingMode=mirrored dans .wslconfig.',
};
