/** What the router says of a failure in its own words. */
export const failures: Readonly<Record<string, string>> = {
  'nothing listens at {0}.': 'rien n’écoute à {0}.',
  'the name in {0} cannot be resolved. Is the network up?':
    'le nom dans {0} ne peut pas être résolu. Le réseau marche-t-il ?',
  'no connection to {0} in time.': 'pas de connexion à {0} à temps.',
  'the connection to {0} was cut.': 'la connexion à {0} a été coupée.',
  'no answer from {0} ({1}).': 'pas de réponse de {0} ({1}).',
  'No answer began within {0} s.': 'Aucune réponse n’a commencé en {0} s.',
  'The answer stood still for {0} s.': 'La réponse s’est arrêtée pendant {0} s.',
  'the provider closed the stream before its answer was complete':
    'le fournisseur a fermé le flux avant la fin de sa réponse',
  'the provider broke its answer off ({0})': 'le fournisseur a interrompu sa réponse ({0})',
  'the provider refused the prompt: {0}': 'le fournisseur a refusé la demande : {0}',
  'the provider sent an empty answer': 'le fournisseur a envoyé une réponse vide',
  'the provider sent tool calls that could not be handed on: {0}':
    'le fournisseur a envoyé des appels d’outils qui n’ont pas pu être transmis : {0}',
  'the provider reported an error': 'le fournisseur a signalé une erreur',
  'the provider answered with HTTP status {0}': 'le fournisseur a répondu par le statut HTTP {0}',
  'There is no alias or deployment {0}. Aliases: {1}.': 'Il n’y a ni alias ni déploiement {0}. Alias : {1}.',
  'Not sent: {0}. Lift the budgets for today, or raise them in the policy.':
    'Pas envoyé : {0}. Levez les budgets pour aujourd’hui, ou augmentez-les dans la politique.',
  'this request would cost more than one request may': 'cette requête coûterait plus qu’une requête ne peut',
  'this request has more tokens than one request may':
    'cette requête a plus de jetons qu’une requête ne peut',
  "today's budget is used up": 'le budget du jour est épuisé',
  "this conversation's budget is used up": 'le budget de cette conversation est épuisé',
  'This folder is local-only and no local model can answer for {0}. {1}.':
    'Ce dossier est réservé au local et aucun modèle local ne peut répondre pour {0}. {1}.',
  'No candidate of {0} can be used now. {1}.': 'Aucun candidat de {0} n’est utilisable en ce moment. {1}.',
  'Enter a key in Signalbox, under Keys.': 'Saisissez une clé dans Signalbox, sous Clés.',
  'Signalbox is stopping and takes no new requests.': 'Signalbox s’arrête et n’accepte plus de requêtes.',
  'Please try again in {0}s.': 'Réessayez dans {0} s.',
  'Trying again makes sense in {0} minute.': 'Réessayer aura un sens dans {0} minute.',
  'Trying again makes sense in {0} minutes.': 'Réessayer aura un sens dans {0} minutes.',
};
