/** What is said of Ollama: installing, starting, pulling. */
export const ollama: Readonly<Record<string, string>> = {
  Ollama: 'Ollama',
  'Ollama is not installed; there is no local fallback.':
    'Ollama n’est pas installé ; il n’y a pas de recours local.',
  'Ollama is installed and not running.': 'Ollama est installé et ne tourne pas.',
  'signalbox ollama start': 'signalbox ollama start',
  'Something that is not Ollama answers at its address.': 'Autre chose qu’Ollama répond à son adresse.',
  'End that program, or set OLLAMA_HOST.': 'Fermez ce programme, ou définissez OLLAMA_HOST.',
  ' (started by someone else, never stopped by Signalbox)':
    ' (démarré par quelqu’un d’autre, jamais arrêté par Signalbox)',
  'Ollama {0} runs{1} and is too old to stream tool calls.':
    'Ollama {0} tourne{1} et est trop ancien pour transmettre les appels d’outils en flux.',
  'Ollama {0} runs{1}.': 'Ollama {0} tourne{1}.',
  'Update Ollama.': 'Mettez Ollama à jour.',
  'Install Ollama with winget, or with the installer from ollama.com/download.':
    'Installez Ollama avec winget, ou avec l’installateur de ollama.com/download.',
  'Install Ollama with Homebrew, or with the app from ollama.com/download.':
    'Installez Ollama avec Homebrew, ou avec l’application de ollama.com/download.',
  "Install Ollama with its own script, or with your distribution's package.":
    'Installez Ollama avec son propre script, ou avec le paquet de votre distribution.',
  'Install Ollama from ollama.com/download.': 'Installez Ollama depuis ollama.com/download.',
  'Update Ollama from ollama.com/download.': 'Mettez Ollama à jour depuis ollama.com/download.',
  'ollama serve ended ({0}) and is started again.': 'ollama serve s’est terminé ({0}) et est relancé.',
  'Ollama is not installed, or not on PATH.': 'Ollama n’est pas installé, ou n’est pas dans le PATH.',
  'Something that is not Ollama answers at {0}.': 'Autre chose qu’Ollama répond à {0}.',
  'End that program, or give Ollama another address with OLLAMA_HOST and in router.yaml.':
    'Fermez ce programme, ou donnez à Ollama une autre adresse par OLLAMA_HOST et dans router.yaml.',
  'ollama serve keeps ending.': 'ollama serve se termine à chaque fois.',
  'ollama serve keeps ending: {0}': 'ollama serve se termine à chaque fois : {0}',
  'Run "ollama serve" in a terminal to see why.':
    'Lancez « ollama serve » dans un terminal pour voir pourquoi.',
  'ollama serve could not be started: {0}': 'ollama serve n’a pas pu être démarré : {0}',
  'Check that the file is executable and made for this machine, or install Ollama anew.':
    'Vérifiez que le fichier est exécutable et fait pour cette machine, ou réinstallez Ollama.',
  'Ollama {0} does not stream tool calls; Codex needs {1} or newer.':
    'Ollama {0} ne transmet pas les appels d’outils en flux ; il faut à Codex la version {1} ou une plus récente.',
  'Ollama does not answer': 'Ollama ne répond pas',
  'Ollama answered {0}': 'Ollama a répondu {0}',
  'Pull the model: signalbox ollama pull': 'Téléchargez le modèle : signalbox ollama pull',
  'the answer is not JSON': 'la réponse n’est pas du JSON',
  'the answer is not what Ollama sends': 'la réponse n’est pas celle d’Ollama',
  'Ollama broke off': 'Ollama s’est interrompu',
  'Ollama is being stopped': 'Ollama est en cours d’arrêt',
  'Ollama is not up': 'Ollama ne tourne pas',
  'a pull is under way': 'un téléchargement est en cours',
  'the model needs {0} more and the disk has {1} left':
    'le modèle demande encore {0} et il reste {1} sur le disque',
  'Free some space, or point OLLAMA_MODELS at another disk.':
    'Libérez de la place, ou dirigez OLLAMA_MODELS vers un autre disque.',
  'the pull ended before it was done': 'le téléchargement s’est arrêté avant la fin',
  'Ollama {0} runs.': 'Ollama {0} tourne.',
  'Ollama {0} was running already and is used.': 'Ollama {0} tournait déjà et est utilisé.',
  'Ollama was stopped before it was up.': 'Ollama a été arrêté avant d’être prêt.',
  'Ollama was started by somebody else and keeps running.':
    'Ollama a été démarré par quelqu’un d’autre et continue de tourner.',
  'Ollama is stopped.': 'Ollama est arrêté.',
  'A pull is under way.': 'Un téléchargement est en cours.',
  '{0} is being pulled.': '{0} est en cours de téléchargement.',
  'The pull was cancelled.': 'Le téléchargement a été annulé.',
  'What was pulled so far is kept; pulling again goes on from there.':
    'Ce qui est déjà téléchargé est gardé ; un nouveau téléchargement reprend de là.',
};
