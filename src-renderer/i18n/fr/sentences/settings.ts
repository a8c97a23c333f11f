/** Mistakes in the settings files. Keys of the files stay as they are written. */
export const settings: Readonly<Record<string, string>> = {
  'Did you mean {0}?': 'Vouliez-vous dire {0} ?',
  '{0} is the address of this router itself: requests would go round in a circle':
    '{0} est l’adresse de ce routeur lui-même : les requêtes tourneraient en rond',
  "Write the provider's own address, or move listen.port.":
    'Écrivez l’adresse du fournisseur, ou changez listen.port.',
  'base_url holds a user name, password, query or fragment':
    'base_url contient un nom d’utilisateur, un mot de passe, une requête ou un fragment',
  'Keep only scheme, host and path; give the key in the key window.':
    'Ne gardez que le protocole, l’hôte et le chemin ; donnez la clé à la page Clés.',
  '{0} is marked local, but {1} is another machine': '{0} est marqué local, mais {1} est une autre machine',
  'Remove local: local-only folders rely on it.':
    'Supprimez local : les dossiers réservés au local s’y fient.',
  '{0} would keep a key on disk': '{0} garderait une clé sur le disque',
  'Remove it and give the key in the key window, or name its variable in key_env.':
    'Supprimez-le et donnez la clé à la page Clés, ou nommez sa variable dans key_env.',
  'there is no provider {0}': 'il n’y a pas de fournisseur {0}',
  'Add it under providers, or use one of: {0}.':
    'Ajoutez-le sous providers, ou prenez-en un de ceux-ci : {0}.',
  '{0} is also the name of a deployment': '{0} est aussi le nom d’un déploiement',
  'Rename one of them, or make the deployment the first candidate of the alias.':
    'Renommez l’un des deux, ou faites du déploiement le premier candidat de l’alias.',
  '{0} is listed twice': '{0} est cité deux fois',
  'Keep one of the two.': 'Gardez l’un des deux.',
  'there is no deployment {0}': 'il n’y a pas de déploiement {0}',
  'An alias cannot contain another alias: list its deployments.':
    'Un alias ne peut pas contenir un autre alias : citez ses déploiements.',
  'Add it under deployments, or remove it here.': 'Ajoutez-le sous deployments, ou supprimez-le ici.',
  'there is no alias {0} to count savings against': 'il n’y a pas d’alias {0} auquel comparer les économies',
  'Write one of: {0}.': 'Écrivez une de ces valeurs : {0}.',
  'both listeners have the same port': 'les deux écoutes ont le même port',
  'Give the second one another port, such as 4001.': 'Donnez à la seconde un autre port, comme 4001.',
  '{0} lets other computers call, and there is no key for them':
    '{0} laisse d’autres ordinateurs appeler, et il n’y a pas de clé pour eux',
  'Under listen, name the environment variable that holds one: key_env: SIGNALBOX_REMOTE_KEY.':
    'Sous listen, nommez la variable d’environnement qui en contient une : key_env: SIGNALBOX_REMOTE_KEY.',
  'not a folder written in full, from / or a drive on: it would keep nothing on this machine':
    'ce n’est pas un dossier écrit en entier, à partir de / ou d’un lecteur : il ne garderait rien sur cette machine',
  'probe_at_most_s must not be shorter than probe_after_s':
    'probe_at_most_s ne doit pas être plus court que probe_after_s',
  'shadow_mode: {0} contradicts rollout: {1}; keep only rollout':
    'shadow_mode: {0} contredit rollout: {1} ; ne gardez que rollout',
  'a whole number': 'un nombre entier',
  'a number': 'un nombre',
  'true or false': 'true ou false',
  text: 'du texte',
  'a list': 'une liste',
  'a group of keys': 'un groupe de clés',
  nothing: 'rien',
  '{0} is missing': '{0} manque',
  'Add {0} with {1}.': 'Ajoutez {0}, avec {1}.',
  'Put it in quotes.': 'Mettez-le entre guillemets.',
  'Remove the quotes.': 'Supprimez les guillemets.',
  'Write {0}.': 'Écrivez {0}.',
  '{0} must be {1}, not {2}': '{0} doit être {1}, et non {2}',
  'at least {0}': 'au moins {0}',
  'more than {0}': 'plus de {0}',
  'at most {0}': 'au plus {0}',
  'less than {0}': 'moins de {0}',
  '{0} must hold {1} entries': 'nombre d’éléments demandé dans {0} : {1}',
  'Add one.': 'Ajoutez-en un.',
  'Shorten it.': 'Raccourcissez-le.',
  '{0} must hold {1} characters': 'nombre de caractères demandé dans {0} : {1}',
  'Write a number that is {0}.': 'Écrivez un nombre, {0}.',
  '{0} cannot be {1}': '{0} ne peut pas être {1}',
  '{0} is not a web address: {1}': '{0} n’est pas une adresse web : {1}',
  'Write it in full, as in https://example.com/v1.': 'Écrivez-la en entier, comme https://example.com/v1.',
  '{0} holds characters that are not allowed: {1}':
    '{0} contient des caractères qui ne sont pas permis : {1}',
  'Use letters, digits, dots, dashes and underscores.':
    'Employez des lettres, des chiffres, des points, des tirets et des soulignés.',
  'the name {0} holds characters that are not allowed':
    'le nom {0} contient des caractères qui ne sont pas permis',
  'Use letters, digits, dots, dashes and underscores, beginning with a letter or digit.':
    'Employez des lettres, des chiffres, des points, des tirets et des soulignés, en commençant par une lettre ou un chiffre.',
  'Compare with the commented default of this file.': 'Comparez avec le modèle commenté de ce fichier.',
  'there is no setting {0} in {1}': 'il n’y a pas de réglage {0} dans {1}',
  'there is no setting {0}': 'il n’y a pas de réglage {0}',
  'Remove it; known here: {0}.': 'Supprimez-le ; connus ici : {0}.',
  'Remove it.': 'Supprimez-le.',
  'the file': 'le fichier',
  '*{0} refers to nothing': '*{0} ne renvoie à rien',
  'the references (*name) of this file cannot be resolved':
    'les renvois (*nom) de ce fichier ne peuvent pas être résolus',
  'Put the value in quotes if the asterisk belongs to it, or name an &anchor that stands above.':
    'Mettez la valeur entre guillemets si l’astérisque en fait partie, ou nommez une &ancre qui se trouve plus haut.',
  'the indentation does not fit the lines around it': 'le retrait ne s’accorde pas aux lignes voisines',
  'Give keys of one level the same number of leading spaces, and close every [ or {.':
    'Donnez aux clés d’un même niveau le même nombre d’espaces en tête, et fermez chaque [ ou {.',
  'a tab is used for indentation': 'une tabulation sert de retrait',
  'Use spaces instead.': 'Employez des espaces.',
  'this key is given twice': 'cette clé est donnée deux fois',
  'there are two values where one is expected': 'il y a deux valeurs là où une seule est attendue',
  'Quote the value if it holds ": ", or put the inner key on its own, deeper line.':
    'Mettez la valeur entre guillemets si elle contient « : », ou placez la clé intérieure sur sa propre ligne, plus en retrait.',
  'a key has no value after it': 'une clé n’est suivie d’aucune valeur',
  'Write key: value, with a space after the colon.':
    'Écrivez clé: valeur, avec une espace après le deux-points.',
  'a plain value cannot begin with this character':
    'une valeur sans guillemets ne peut pas commencer par ce caractère',
  'Put the value in quotes.': 'Mettez la valeur entre guillemets.',
  'the double-quoted text holds a backslash sequence that does not exist':
    'le texte entre guillemets doubles contient une séquence d’échappement qui n’existe pas',
  "Write \\\\ for a backslash, or use 'single quotes'.":
    "Écrivez \\\\ pour une barre oblique inverse, ou employez des 'guillemets simples'.",
  'a second document begins here': 'un second document commence ici',
  'Remove the line "---"; the file holds one document.':
    'Supprimez la ligne « --- » ; le fichier contient un seul document.',
  'this is not YAML: {0}': 'ce n’est pas du YAML : {0}',
  'Compare with the lines above; brackets and quotes must be closed.':
    'Comparez avec les lignes au-dessus ; crochets et guillemets doivent être fermés.',
  'a quote opens here and is never closed': 'un guillemet s’ouvre ici et n’est jamais fermé',
  'Close it with the same quote character.': 'Fermez-le par le même guillemet.',
  '{0} cannot be written: the disk is full': '{0} ne peut pas être écrit : le disque est plein',
  '{0} cannot be written: the disk is read-only':
    '{0} ne peut pas être écrit : le disque est en lecture seule',
  '{0} cannot be read or written': '{0} ne peut être ni lu ni écrit',
  'Free some space there, or set SIGNALBOX_HOME to a folder on another disk.':
    'Libérez-y de la place, ou mettez dans SIGNALBOX_HOME un dossier d’un autre disque.',
  'Check who may write in {0}, or set SIGNALBOX_HOME to another folder.':
    'Vérifiez qui peut écrire dans {0}, ou mettez un autre dossier dans SIGNALBOX_HOME.',
  'codex-routing-policy.yaml has a mistake: {0}': 'codex-routing-policy.yaml contient une erreur : {0}',
  'Mend it first: `signalbox policy check` shows where.':
    'Corrigez-la d’abord : « signalbox policy check » montre où.',
  'router.yaml was not changed: {0}': 'router.yaml n’a pas été modifié : {0}',
  'Mend the file under Settings first.': 'Corrigez d’abord le fichier à la page Réglages.',
};
