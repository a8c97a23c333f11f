import { type Complexity, type Cue, wholeWords } from './cue.ts';

/**
 * The cues of each level, English and French, without accents. Look-arounds keep out other meanings of
 * the same word: a film production, social security, the migration of birds.
 */

const ABOUT_NATURE =
  'birds?|geese|whales?|salmon|butterfl(?:y|ies)|swallows?|oiseaux|animaux|saumons?|hirondelles?|peoples?|peuples';
const MADE_ELSEWHERE =
  '(?:film|movie|music|musical|video|theatre|theater|stage|tv|wine|milk|oil|food|egg|energy|steel|crop|coffee|cheese)';

const COMPLEX: readonly (readonly [string, string])[] = [
  [
    'row-level security',
    'row level security|rls|row level access control|securite (?:au niveau )?(?:de la |des )?lignes?',
  ],
  [
    'critical bug',
    '(?:critical|severe|blocking|showstopper|catastrophic) (?:[a-z0-9]+ ){0,2}?(?:bugs?|issues?|defects?|errors?|failures?|crash|crashes|incidents?|regressions?|flaws?|problems?)|(?:bugs?|bogues?|erreurs?|incidents?|pannes?|anomalies?|problemes?|regressions?|defauts?|failles?) (?:[a-z]+ )?(?:critiques?|bloquante?s?|gravissimes?)|(?:data|money) loss|pertes? de donnees',
  ],
  [
    'security',
    '(?<! social | food | job | airport | national | home )(?:cyber)?security|securite(?! sociale | routiere | alimentaire | de l emploi )|cybersecurite|(?:in)?secure (?:our|the|this|all|tokens?|logins?|sessions?|cookies?|storage|connections?|channels?|uploads?)|securis(?:er|e|ez|ation)|vulnerabilit(?:y|ies|es?)|vulnerable|exploits?|(?:sql|code|command|prompt|template|header) injections?|injections? sql|xss|csrf|ssrf|cves?|penetration tests?|pentests?|tests? d intrusion|threat models?|threat modell?ing|modele de menaces?|privilege escalation|failles?|encrypt(?:s|ed|ing|ion)?|decrypt(?:s|ed|ing|ion)?|chiffrement|chiffre[rz]? (?:les?|la|l|nos|tous|toutes)|donnees chiffrees|leaked (?:[a-z]+ )?(?:keys?|secrets?|credentials?|passwords?|tokens?)',
  ],
  [
    'architecture',
    `(?<! gothic | baroque | roman | romanesque | church | landscape | gothique | victorian )architectures?(?! of (?:the )?(?:cathedral|church|palace|temple|castle)| gothique | baroque | romane | navale | d interieur )|architect (?:a|an|the|our)|re ?architect(?:ure|ing)?|rearchitect(?:ure|ing)?|rearchitecturer`,
  ],
  [
    'migration',
    `(?<! bird | animal | human | whale | fish | seasonal )migrations?(?! (?:of |patterns? of |des? |d )(?:the )?(?:${ABOUT_NATURE})| patterns? )|migrat(?:e|es|ed|ing)(?! (?:south|north|in winter))|migrer|migre[sz]?|migrons|migrees?`,
  ],
  [
    'production',
    `(?:in|to|on|into) production|(?:en|mises? en|vers la|sur la) production|(?<! (?:${MADE_ELSEWHERE}) )production(?! (?:of|de|d|du|des|company|companies|costs?|crew|theatrale|cinematographique|laitiere|agricole|musicale|viticole) )|prod`,
  ],
  [
    'taxation',
    'taxations?|tax(?! free )|taxes|taxable|vat|tva|taxe|impots?|imposition|imposables?|fiscal(?! year)|fiscales?|fiscaux|fiscalites?|withholding|sales tax|(?:retenues?|prelevements?) a la source|cotisations sociales',
  ],
  [
    'distributed or concurrent work',
    '(?:data )?race conditions?|data races?|acces concurrents?|deadlocks?|interblocages?|distributed (?:locks?|transactions?|systems?|consensus)|systemes? distribues?|zero downtime|sharding',
  ],
];

/** Names of languages that mean nothing else in a prompt. */
const PLAIN_LANGUAGES =
  'javascript|typescript|golang|kotlin|php|haskell|elixir|erlang|clojure|fortran|cobol|matlab|c\\+\\+|c#|f#|\\.net|node\\.js|nodejs|bash|powershell|sql|html|css|scss|lua|ocaml|zig|solidity|vue\\.js|next\\.js|graphql|wasm|webassembly|assembly language|objective c';
/** Names that are also words of everyday life: only beside a word of the trade. */
const DOUBLE_LANGUAGES = 'python|java|ruby|perl|scala|groovy|delphi|pascal';
const MARKED_LANGUAGES = '(?:go|rust|swift|dart|julia|c|r|d|elm|crystal)\\^';
const TRADE =
  '(?:functions?|fonctions?|class|classes?|code|scripts?|programs?|programmes?|modules?|services?|packages?|paquets?|crates?|librar(?:y|ies)|bibliotheques?|methods?|methodes?|projects?|projets?|apps?|applications?|servers?|serveurs?|cli|sdk|backend|structs?|interfaces?|macros?|decorators?|generators?|notebooks?|developers?|codebase|lambdas?|files?|fichiers?|clients?|helpers?|tools?|outils?|parsers?|bindings?|version|syntax|types?|dict|lists?|listes?|exceptions?|import|imports|tests?|compiler|linter|snippets?|loops?|boucles?|commands?|commandes?|compilateurs?|traits?|goroutines?|enums?|slices?|pointers?|pointeurs?|iterators?|iterateurs?|generics|arrays?|variables?|errors?|erreurs?)';
const INTO =
  '(?:in|en|to|into|from|using|with|avec|vers|depuis|for|pour|than|use|utilise|learn|idiomatic|plain|modern)';

const MEDIUM: readonly (readonly [string, string])[] = [
  [
    'refactor',
    'refactor(?:s|ed|ing|ings)?|refactoris(?:e|er|ez|es|ons|ation|ations)|refactore[rz]?|remani(?:e|er|ez|ement)|factoris(?:e|er|ez|ation)',
  ],
  [
    'test',
    '(?<! blood | driving | driver s | covid | pregnancy | taste | eye | drug | dna | iq | vision )(?:test|tests|tested|testing|tester|teste|testez|testes|testable|tdd)(?! sanguins? | de grossesse | grounds? | times )|testcases?|unittests?|e2e',
  ],
  [
    'docker',
    'docker|dockeri[sz](?:e|ed|ing|ation|er|ez)|dockerfiles?|containeri[sz](?:e|ed|ing|ation)|conteneuris(?:e|er|ez|ation)|kubernetes|k8s|helm chart',
  ],
  [
    'api',
    'apis?|webapis?|rest endpoints?|endpoints?|webhooks?|points? d acces(?! wi fi | wifi )|rest (?:service|interface|resource)s?|services? rest',
  ],
  [
    "a language's name",
    `${PLAIN_LANGUAGES}|(?<= ${INTO} )(?:${DOUBLE_LANGUAGES}|${MARKED_LANGUAGES})|(?:${DOUBLE_LANGUAGES}|go|rust|swift|dart|${MARKED_LANGUAGES})(?= ${TRADE} )|(?<= ${TRADE} )(?:${DOUBLE_LANGUAGES}|${MARKED_LANGUAGES})`,
  ],
  [
    'a platform',
    '(?:node|vue|angular|react|svelte|django|rails|laravel|symfony|spring(?: boot)?|php|postgres(?:ql)?|mysql|webpack|vite|next\\.js|ubuntu|debian) \\d+(?:\\.\\d+)*',
  ],
  ['implementation', 'implement(?:s|ed|ing|ation|e|er|ez)?|scripts? (?:that|to|which|qui|pour)'],
  [
    'bug',
    'bugs?|debug(?:s|ging|ged|ge|ger)?|bogues?|deboguer?|stack ?traces?|segfaults?|memory leaks?|fuites? (?:de )?memoire|null pointers?|compile errors?|build errors?|(?:builds?|compilation|pipeline|ci) (?:is |are |still |now |keeps )?(?:fail(?:s|ed|ing)?|broken|breaks?|echoue(?:nt)?|est casse?e?)|ts\\d{4}|error [a-z]{1,3}\\d{3,5}|erreur [a-z]{1,3}\\d{3,5}',
  ],
];

/** Parts of programs: work on them is medium, a mention of them is nothing. */
const PROGRAM_PARTS =
  'functions?|fonctions?|components?|composants?|class|classes|modules?|pagination|databases?|bases? de donnees|quer(?:y|ies)|requetes?|caching|cache|servers?|serveurs?|websockets?|middlewares?|parsers?|algorithms?|algorithmes?|loops?|boucles?|callbacks?|async|promises?|threads?|(?:login|signup|search|contact) (?:form|page|flow)|formulaires?|oauth2?|jwt|backend|frontend|back ?end|front ?end|workflows?|pipelines?|ci|schemas?|schematic|cron|queues?|retry|retries|feature|features|fonctionnalites?|plugins?|cli|dashboards?|scrapers?|crawlers?|hooks?|interfaces?|types?|json|yaml|csv|regex(?:es|p)?|linter|eslint|webpack|react|angular|django|flask|rails|laravel|svelte|handlers?|controllers?|controleurs?|migrator|web app|web application|application web|microservices?|dependency injection|dependenc(?:y|ies)|dependances?|rate limit(?:ing|er)?|dark mode|mode sombre|(?:slow|full text|fuzzy) search|(?:web|mobile|snake|todo|chat) (?:games?|apps?|site)|(?:merge )?conflicts?|conflits?|git|logging|authentication|authentification';

const SIMPLE: readonly (readonly [string, string])[] = [
  [
    'typo',
    'typos?|misspell(?:ing|ings|ed)?|spelling(?: mistakes?| errors?)?|fautes? de frappe|coquilles?|fautes? d orthographe|orthographe|grammar|grammaire|punctuation|ponctuation|wording|capitali[sz]ation',
  ],
  [
    'small change',
    '(?:small|minor|tiny|little|trivial|quick|cosmetic|one line) (?:[a-z]+ )?(?:changes?|tweaks?|fix|fixes|edits?|corrections?|adjustments?|modifications?|updates?|cleanup)|(?:corrections?|modifications?|modifs?|changements?|retouches?|ajustements?) (?:mineure?s?|cosmetiques?|minimes?|triviale?s?)|(?:petite?s?|legere?s?|mineure?s?|simples?|minimes?) (?:modifications?|modifs?|corrections?|changements?|retouches?|ajustements?|ajouts?)|tweak|nitpicks?',
  ],
  [
    'documentation',
    'documentations?|docs?|docstrings?|doc comments?|changelogs?|contributing\\.md|document (?:the|this|our|how|every|all)|documente[rz]?|release notes|user guide|guide utilisateur|(?:code )?comments',
  ],
  ['readme', 'readme(?:\\.[a-z]+)?|lisez moi|lisezmoi'],
  [
    'summary',
    'summar(?:y|ies)|summari[sz](?:e|es|ed|ing)|sum up|resume[rsz]?|resumes|recapitul(?:e|er|atif)|synthese|synthetise[rz]?|tl dr|tldr|abstract of|recap',
  ],
];

function rows(level: Complexity, table: readonly (readonly [string, string])[]): Cue[] {
  return table.map(([term, source]) => ({ level, term, pattern: wholeWords(source), needsVerb: false }));
}

/** Every cue, the heaviest level first. */
export const CUES: readonly Cue[] = [
  ...rows('complex', COMPLEX),
  ...rows('medium', MEDIUM),
  { level: 'medium', term: 'work on code', pattern: wholeWords(PROGRAM_PARTS), needsVerb: true },
  ...rows('simple', SIMPLE),
];
