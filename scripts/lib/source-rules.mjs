/** @typedef {{ path: string, text: string }} SourceFile path relative to the repository, forward slashes */

export const maxLines = 300;

/** What people write, as against lock files, corpora and pictures. @param {string} path */
export function isSource(path) {
  return /\.(ts|tsx|mjs|cjs|css)$/.test(path) && !isRecorded(path);
}

/** Recorded material keeps its own form. @param {string} path */
function isRecorded(path) {
  return /(^|\/)corpus\//.test(path) || /(^|\/)fixtures\/.*\.(json|sse|txt|toml|jsonl)$/.test(path);
}

/** @param {SourceFile} file @returns {string[]} complaints, each naming the place */
export function checkLength({ path, text }) {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > maxLines ? [`${path} has ${lines} lines, ${maxLines} is the most`] : [];
}

// In pieces, so that this file does not find itself.
const forbiddenText = [
  ['a path of one machine', new RegExp(`(^|[\\s'"\`(=])/(${['work', 'root'].join('|')})/`)],
  ['a merge conflict', /^(<{7}|>{7}) /],
  ['an unfinished thought', new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`)],
];

/** @param {SourceFile} file @returns {string[]} */
export function checkText({ path, text }) {
  if (isRecorded(path) || path === 'package-lock.json') return [];
  return text
    .split('\n')
    .flatMap((line, index) =>
      forbiddenText
        .filter(([, pattern]) => /** @type {RegExp} */ (pattern).test(line))
        .map(([what]) => `${path}:${index + 1} has ${what}: ${line.trim().slice(0, 120)}`),
    );
}

/** Names that say nothing about what is inside. */
const emptyName = /(^|\/)(utils?|helpers?|types|index|common|misc)\.(ts|tsx|mjs)$/;
const kebabCase = /^[a-z0-9.]+(-[a-z0-9.]+)*$/;

/** @param {SourceFile} file @returns {string[]} */
export function checkName({ path }) {
  if (!/^(src-main|src-renderer|e2e|scripts)\//.test(path) || !isSource(path)) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [
    ...(emptyName.test(path) ? [`${path}: name it for the one thing it holds`] : []),
    ...(kebabCase.test(name) ? [] : [`${path}: file names are kebab-case`]),
  ];
}

const impure = /\b(Math\.random|Date\.now|new Date|process\.|performance\.now|setTimeout|setInterval)/;

/** The domain gets time, randomness and ids as arguments. @param {SourceFile} file @returns {string[]} */
export function checkPurity({ path, text }) {
  if (!path.startsWith('src-main/domain/') || /\.test\.ts$|\/testing\//.test(path)) return [];
  return withoutComments(text)
    .split('\n')
    .flatMap((line, index) =>
      impure.test(line) ? [`${path}:${index + 1} is not pure: ${line.trim()}`] : [],
    );
}

/** Comments become blanks of as many lines. @param {string} text */
function withoutComments(text) {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, comment => comment.replace(/[^\n]/g, ''))
    .replace(/(^|\s)\/\/.*$/gm, '$1');
}
