/** What a line of a build log is worth. */
export type LogLine = 'grave' | 'debug' | 'progress' | 'plain' | 'blank';

// biome-ignore lint/suspicious/noControlCharactersInRegex: terminals colour their logs with escape sequences
const ANSI = /\u001b\[[0-9;?]*[ -/]*[@-~]|\u001b\][^\u0007]*\u0007/g;

/** A line without colours and without what a progress bar overwrote. */
export function plainLine(line: string): string {
  const clean = line.replace(ANSI, '').replace(/\r$/, '');
  const overwritten = clean.lastIndexOf('\r');
  return overwritten === -1 ? clean : clean.slice(overwritten + 1);
}

const TROUBLE =
  /err(?:or|!|no)|warn|fail|exception|panic|fatal|traceback|critical|severe|\balert\b|emerg|abort|denied|refused|timed? ?out|segmentation|core dumped|killed|undefined (?:reference|symbol|method)|not (?:found|permitted|supported|assignable|defined)|cannot|can't|could ?n[o']t|unable|unresolved|invalid|missing|deprecat|vulnerab|conflict|assert|caused by|expected|received|\bleak|overflow|corrupt|mismatch|rejected|unhandled|uncaught|violat|no such|\bnot ok\b|exit(?:ed)?(?: with)?(?: code| status)?:? [1-9]|npm ERR|[✕✗✘×●⚠❌]|BUILD (?:SUCC|UNSUCC)/i;
/** Codes of the operating system and of npm: ENOENT, ELIFECYCLE. */
const TROUBLE_CODE = /\bE[A-Z]{4,}\b/;
/** A place in a file: a stack frame, a diagnosis, a code frame. */
const FRAME =
  /^\s+at\s|^\s*at .+[:)]\d*|File "[^"]+", line \d+|^\s*-->|^\s*(?:>\s*)?\d+ \||^\s*\|\s|^\s*[│╷╰╭→]|^\s*\^|[~^]{2,}|^\s*\.\.\. \d+ more|goroutine \d+|^E\s{2,}|^>\s{2,}|In file included from|^\s+from .+:\d+|^\s*(?:note|help|hint|info): |^\s+\d+: +(?:0x)?[\w<]|[\w./\\-]+\.[A-Za-z]{1,5}[:(]\[?\d+(?:[:,]\d+)?|stack backtrace|^\s*#\d+ +(?:0x|\S+ (?:\(|at |in ))|^(?:---|\+{3}) (?!PASS|SKIP)|^@@ /;
const LEVEL = String.raw`^(?:[\[(]?[\d:T.,/Z+ -]{5,40}[\])]?\s*)?(?:[\w.@/:-]{0,40}\s+)?`;
const DEBUG = new RegExp(
  `${LEVEL}[\\[(<]?(?:DEBUG|TRACE|VERBOSE|SILLY|FINE|FINER|FINEST|debug|trace|verbose|silly)[\\])>:]?(?:[\\s:|]|$)|^npm (?:verb|sill|http|timing)|^\\s*[dD]ebug[: ]|^\\s*level=debug`,
);
const PROGRESS = new RegExp(
  [
    `${LEVEL}[\\[(]?(?:INFO|info|NOTICE|notice)[\\])]?(?:[\\s:|]|$)`,
    '^\\s*(?:Compiling|Compiled|Downloading|Downloaded|Fetching|Fetched|Checking|Building|Built|Installing|Installed|Collecting|Updating|Unpacking|Unpacked|Extracting|Preparing|Resolving|Resolved|Linking|Generating|Generated|Processing|Scanning|Adding|Added|Copying|Locking|Using|Running|Selecting|Setting up|Get:|Hit:|Progress|Pulling|Pulled|Waiting|Verifying|Transforming|transforming|Bundling|Emitted|Writing|Finished|Starting|Stopping|Reading|Obtaining|Requirement already|Receiving|Received|Reusing|Loading|Loaded|Creating|Created|Deleting|Removing|Executing|Parsing|Cleaning|Entering|Leaving|Doc-tests)\\b',
    '^\\s*(?:Restored|Determining projects|All projects are|Test run for|Passed|Skipped|Build started)\\b|^\\s*\\S+ -> \\S+\\.(?:dll|exe|jar)$',
    '^\\s*test\\w*\\b.* \\.\\.\\. (?:ok|skipped\\b.*)$|^\\s*\\d+/\\d+ Test +#\\d+: .* Passed\\b|^\\s*Start +\\d+: |^\\s*ok \\d+\\b',
    '^(?:ok|changed|skipping|included): |: (?:Refreshing state|Still (?:creating|reading)|Reading|Creating|Creation complete|Read complete)\\b|^\\[[\\d, ]+/ [\\d, ]+\\] ',
    '^> Task |^> Configure |^:[\\w-]+(?::[\\w-]+)*(?: +[A-Z][A-Z-]+)?$|^make(?:\\[\\d+\\])?: (?:Entering|Leaving|Nothing)|^\\s*\\[ *\\d+%\\]|^\\[\\d+/\\d+\\]|^\\s*\\d{1,3}% ',
    '^(?:cc|gcc|g\\+\\+|clang|clang\\+\\+|c\\+\\+|ld|ar|ranlib|rustc|javac|/usr/bin/\\S+|libtool:|\\s+(?:CC|CXX|LD|AR|GEN|CCLD|AS)) ',
    '^=== (?:RUN|PAUSE|CONT)|^\\s*--- (?:PASS|SKIP)|^ok\\s+\\S+|^PASS\\b|^\\s*[✓✔√] |^\\s*test .+ \\.\\.\\. ok|^\\S+\\.py(?:::\\S+)? (?:PASSED|[.s]+)|.+ PASSED\\b|^\\?\\s+\\S+\\s+\\[no test',
    '^\\s*(?:asset|assets|modules|cacheable modules|orphan modules|runtime modules|built modules|chunk|entrypoint|\\./\\S+ \\d|\\+ \\d+ modules)\\b|^\\s*\\S+ \\d[\\d.]* (?:[KM]i?B|bytes)\\b|^\\s*(?:dist|build|out)/\\S+ ',
    '^<s> \\[webpack|^\\S*\\[webpack[.-]|^#\\d+ |^ *=> |^(?:Sending build context|Step \\d+/\\d+|Removing intermediate| ---> |[0-9a-f]{12}: )|^\\s*[-=#█░▒.━╸╺]{8,}|^\\s*(?:added|changed|removed|audited) \\d+ packages',
  ].join('|'),
);

/** True where the line tells of trouble in words; a mere place in a file does not. */
export function tellsOfTrouble(line: string): boolean {
  return TROUBLE.test(line) || TROUBLE_CODE.test(line);
}

/** Judges one line without colours. Trouble and places in files are grave whatever level they were logged at. */
export function judgeLine(line: string): LogLine {
  if (line.trim() === '') return 'blank';
  if (tellsOfTrouble(line)) return 'grave';
  if (DEBUG.test(line)) return 'debug';
  if (FRAME.test(line)) return 'grave';
  return PROGRESS.test(line) ? 'progress' : 'plain';
}
