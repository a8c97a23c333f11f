/** Starting, stopping and restarting routing, the health model, and what any call may answer. */
export const routing: Readonly<Record<string, string>> = {
  'Signalbox does not answer.': 'Signalbox ne répond pas.',
  // Words around words.
  '{0}': '{0}',
  '{0}.': '{0}.',
  '{0} {1}': '{0} {1}',
  '{0}. {1}': '{0}. {1}',
  '{0}\n{1}': '{0}\n{1}',

  'It was started again several times in vain. `signalbox doctor` looks for the cause; then start routing again.':
    'Il a été relancé plusieurs fois en vain. La page Diagnostic cherche la cause ; démarrez ensuite le routage de nouveau.',
  'stopped before it was launched': 'arrêté avant d’être lancé',
  'it no longer answered': 'il ne répondait plus',
  'it could not be launched': 'il n’a pas pu être lancé',
  'exit code {0}': 'code de sortie {0}',
  'signal {0}': 'signal {0}',
  'The router process ended ({0}).': 'Le processus du routeur s’est terminé ({0}).',
  'It is started again by itself.': 'Il est relancé de lui-même.',
  'The router could not start.': 'Le routeur n’a pas pu démarrer.',
  'choose another port under listen.port in router.yaml, or start with --port 0 for a free one':
    'choisissez un autre port sous listen.port dans router.yaml, ou démarrez avec --port 0 pour un port libre',
  'Another program already listens on {0}:{1}.': 'Un autre programme écoute déjà sur {0}:{1}.',
  'Close it, or {0}.': 'Fermez-le, ou {0}.',
  'The system does not allow listening on {0}:{1}.': 'Le système ne permet pas d’écouter sur {0}:{1}.',
  'Ports below 1024 and those Windows reserves are not free: {0}.':
    'Les ports inférieurs à 1024 et ceux que Windows réserve ne sont pas libres : {0}.',
  'Listening on {0}:{1} failed ({2}).': 'L’écoute sur {0}:{1} a échoué ({2}).',
  'unknown cause': 'cause inconnue',
  'Try again, or {0}.': 'Réessayez, ou {0}.',
  'Signalbox itself listens on {0}:{1}, for its other listener.':
    'Signalbox lui-même écoute sur {0}:{1}, pour son autre écoute.',
  'Restarting routing (`signalbox restart`) lets the two change places.':
    'Redémarrer le routage permet aux deux d’échanger leurs places.',
  'listen.host lets other computers call, and {0} holds no key for them.':
    'listen.host laisse d’autres ordinateurs appeler, et {0} ne contient pas de clé pour eux.',
  'The key in {0} has fewer than {1} characters.': 'La clé dans {0} a moins de {1} caractères.',
  'Set {0} to {1} random characters or more before Signalbox starts, or listen.host to 127.0.0.1.':
    'Mettez dans {0} au moins {1} caractères aléatoires avant le démarrage de Signalbox, ou listen.host à 127.0.0.1.',
  'The key file {0} cannot be written.': 'Le fichier de clé {0} ne peut pas être écrit.',
  'Remove it if it belongs to somebody else, or set TMPDIR (TEMP on Windows) to a folder of your own.':
    'Supprimez-le s’il appartient à quelqu’un d’autre, ou mettez un dossier à vous dans TMPDIR (TEMP sous Windows).',
  'The key file {0} cannot be read.': 'Le fichier de clé {0} ne peut pas être lu.',
  'It belongs to another user, or its permissions were changed.':
    'Il appartient à un autre utilisateur, ou ses droits ont été modifiés.',
  'Routing is not running.': 'Le routage n’est pas en marche.',
  'Start routing first.': 'Démarrez d’abord le routage.',
  'Routing was stopped before it was ready.': 'Le routage a été arrêté avant d’être prêt.',
  'A routed Codex is open.': 'Un Codex routé est ouvert.',
  '{0} routed Codexes are open.': '{0} Codex routés sont ouverts.',
  'A routed Codex is open ({0}).': 'Un Codex routé est ouvert ({0}).',
  '{0} routed Codexes are open ({1}).': '{0} Codex routés sont ouverts ({1}).',
  ' A request in flight is given {0} seconds to finish.':
    ' Une requête en cours a {0} secondes pour se terminer.',
  ' {0} requests in flight are given {1} seconds to finish.':
    ' {0} requêtes en cours ont {1} secondes pour se terminer.',
  '{0}{1} Their windows stay and nothing said in them is lost, but they keep calling the old address, and their next prompt fails: close them and open them again.':
    '{0}{1} Leurs fenêtres restent et rien de ce qui y a été dit n’est perdu, mais ils continuent d’appeler l’ancienne adresse, et leur prochaine demande échoue : fermez-les et rouvrez-les.',
  '{0}{1} Their windows stay and nothing said in them is lost, but the next prompt fails within half a minute until routing runs again.':
    '{0}{1} Leurs fenêtres restent et rien de ce qui y a été dit n’est perdu, mais la prochaine demande échoue en une demi-minute tant que le routage n’est pas de nouveau en marche.',
  'Close them first, or go on anyway.': 'Fermez-les d’abord, ou continuez quand même.',
  'There is no deployment {0}.': 'Il n’y a pas de déploiement {0}.',
  'The Dispatch view lists them.': 'La page Répartition les énumère.',
  'No budget holds until midnight.': 'Aucun budget ne s’applique jusqu’à minuit.',
  'There is no such call.': 'Il n’y a pas de tel appel.',
  'The call {0} does not accept its input ({1}).': 'L’appel {0} n’accepte pas ce qui lui est donné ({1}).',
  'This part of Signalbox is not available here.': 'Cette partie de Signalbox n’est pas disponible ici.',
  'This Signalbox cannot be started at login.':
    'Ce Signalbox ne peut pas être démarré à l’ouverture de session.',
  'Signalbox failed to do this.': 'Signalbox n’a pas réussi à le faire.',
  'Its log names the cause.': 'Son journal en donne la cause.',
  'Signalbox is ending.': 'Signalbox se termine.',

  // The health model.
  'Not enough requests with this figure.': 'Pas assez de requêtes avec cette grandeur.',
  '{0} against {1}; difference {2} to {3}': '{0} contre {1} ; écart de {2} à {3}',
  shadow: 'Ombre',
  canary: 'Canari',
  live: 'En service',
  'total latency': 'durée totale',
  TTFT: 'TTFT',
  cost: 'coût',
  '{0} of the last {1} adaptive requests failed, against {2} of {3} others.':
    '{0} des {1} dernières requêtes adaptatives ont échoué, contre {2} des {3} autres.',
  'Quality of the last {0} adaptive answers is {1} points, against {2} over {3} others.':
    'La qualité des {0} dernières réponses adaptatives est de {1} points, contre {2} pour les {3} autres.',
  '{0} USD': '{0} USD',
  '{0} ms': '{0} ms',
  'Typical {0} of the last {1} adaptive requests is {2}, against {3} over {4} others.':
    'Valeur typique ({0}) des {1} dernières requêtes adaptatives : {2}, contre {3} pour les {4} autres.',
  'The policy asks for {0}.': 'La politique demande l’étape « {0} ».',
  'A person asked for {0}.': 'Quelqu’un a demandé l’étape « {0} ».',
  'Rolled back from {0}: {1}': 'Retour depuis l’étape « {0} » : {1}',
};
