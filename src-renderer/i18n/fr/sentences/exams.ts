/** What an exam saw, and what is said of exams. */
export const exams: Readonly<Record<string, string>> = {
  'the stream broke off': 'le flux s’est interrompu',
  'the stream has no terminal event': 'le flux n’a pas d’événement final',
  'HTTP status {0}': 'statut HTTP {0}',
  'The router does not know this local key.': 'Le routeur ne connaît pas cette clé locale.',
  'The model was asked to use the tool and answered in words.':
    'Le modèle devait utiliser l’outil et a répondu par du texte.',
  'The call came as Codex needs it.': 'L’appel est venu comme il le faut à Codex.',
  'The stream ended well and held no text.': 'Le flux s’est bien terminé et ne contenait pas de texte.',
  'Text came in 1 piece and ended well.': 'Le texte est venu en un morceau et s’est bien terminé.',
  'Text came in {0} pieces and ended well.': 'Le texte est venu en {0} morceaux et s’est bien terminé.',
  'The provider reports no tokens: they are estimated by length.':
    'Le fournisseur ne compte pas les jetons : ils sont estimés d’après la longueur.',
  'The figures do not add up: {0}.': 'Les chiffres ne sont pas cohérents : {0}.',
  '{0} tokens in, {1} out, as the provider counts them.':
    '{0} jetons en entrée, {1} en sortie, comptés par le fournisseur.',
  'A call came with arguments that are no JSON object.':
    'Un appel est venu avec des arguments qui ne sont pas un objet JSON.',
  'Two calls share one id.': 'Deux appels ont le même identifiant.',
  'Asked for two calls at once, the model made {0}.':
    'Deux appels à la fois étaient demandés, le modèle en a fait {0}.',
  '{0} calls came at once, each with its own id.':
    '{0} appels sont venus à la fois, chacun avec son identifiant.',
  'The arguments are {0}.': 'Les arguments sont {0}.',
  'It came as a function, which Codex cannot run.':
    'Il est venu comme une fonction, que Codex ne peut pas exécuter.',
  'The model wrote something that is no patch.':
    'Le modèle a écrit quelque chose qui n’est pas un correctif.',
  'It called {0}.': 'Il a appelé {0}.',
  'The arguments are no JSON object.': 'Les arguments ne sont pas un objet JSON.',
  'The model saw the colour of the picture.': 'Le modèle a vu la couleur de l’image.',
  'The picture was taken, but the model did not name its colour.':
    'L’image a été acceptée, mais le modèle n’a pas nommé sa couleur.',
  'The model showed no reasoning.': 'Le modèle n’a pas montré de raisonnement.',
  'Its own reasoning was taken back in the next request.':
    'Son propre raisonnement a été repris dans la requête suivante.',
  'Codex would have heard nothing for {0} s.': 'Codex n’aurait rien entendu pendant {0} s.',
  'The model was never silent for long: the longest pause was {0} s.':
    'Le modèle ne s’est jamais tu longtemps : la plus longue pause a duré {0} s.',
  'The model fell silent; {0} signs of life kept the pauses Codex heard to {1} s.':
    'Le modèle s’est tu ; {0} signes de vie ont limité à {1} s les pauses entendues par Codex.',
  'No summary came.': 'Aucun résumé n’est venu.',
  'A summary came, and no call.': 'Un résumé est venu, et aucun appel.',
  'Nothing came that could be cut.': 'Rien n’est venu qui aurait pu être coupé.',
  'The router does not say how many requests are under way.':
    'Le routeur ne dit pas combien de requêtes sont en cours.',
  'After Codex let go, nothing was under way any more.':
    'Une fois que Codex a lâché prise, plus rien n’était en cours.',
  '{0} requests were still under way a second after Codex had let go.':
    'Une seconde après que Codex a lâché prise, {0} requêtes étaient encore en cours.',
  'Start routing, then examine the deployment again.': 'Démarrez le routage, puis réexaminez le déploiement.',
  'An exam is under way.': 'Un examen est en cours.',
  'Wait for it, or cancel it.': 'Attendez-le, ou annulez-le.',
  'The exam was cancelled.': 'L’examen a été annulé.',
};
