import { judgeLine, plainLine } from './log-line.ts';

const STAMP =
  /^\W{0,2}(?:\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:|\d{1,2}\/\w+\/\d{2,4}|\d+ms\b)/;
const DIAGNOSIS =
  /^(?:npm (?:ERR!|error|warn|WARN)|ERROR\b|WARN(?:ING)?\b|FAIL\b|FAILED\b|\[?(?:ERROR|WARNING|WARN|FATAL)\]?[ :]|error(?:\[E\d+\])?: |warning: |fatal: |panic: |Traceback |\s+at .+[:)]|\s+File "|--- FAIL|make(?:\[\d+\])?: \*\*\*|E {2,}|=+ .* =+$|\S+\.\w+[:(]\d+[:,)].*(?:error|warning|note)|> Task |FAILURE:|BUILD |Caused by: |thread '.+' panicked|goroutine \d|\s*-->|\s*\d+ \| |\s+● |test .+ \.\.\. )/;
/** Under a title, or between two parts: documents and logs have them alike. */
const RULE = /^\s*[-=#*~^_+]+\s*$/;
/** Programs, and the tables, titles and lists of Markdown. */
const CODE =
  /^#{1,6} [A-Z]|^\|.*\|$|^\s*\| ['"\w]|^[-*] |[;{}]\s*(?:\/\/.*)?$|^\s*(?:#include|#define|import |from \S+ import|package |use |using |def |class |func |fn |pub |public |private |protected |static |const |let |var |return\b|if\b.*[:{]$|for\b.*[:{]$|while\b.*[:{]$|else\b|end$|@\w+|\/\/|\/\*|\*|--|#!|<\w+|\w+\s*:?=\s)|^\s*[)\]}]+[,;]?$|\)\s*(?:\{|=>|:)$/;

/**
 * True where the lines are the output of a program, not a program. A doubt is a no: a log left alone costs
 * tokens, a program that loses lines is broken.
 */
export function isLog(text: string): boolean {
  let lines = 0;
  let logged = 0;
  let code = 0;
  for (const raw of text.split('\n')) {
    const line = plainLine(raw);
    if (line.trim() === '' || RULE.test(line)) continue;
    lines += 1;
    const isLogged =
      STAMP.test(line) || DIAGNOSIS.test(line) || ['debug', 'progress'].includes(judgeLine(line));
    if (isLogged) logged += 1;
    else if (CODE.test(line)) code += 1;
  }
  return lines >= 8 && logged / lines >= 0.3 && code < logged / 2;
}
