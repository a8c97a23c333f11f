import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface FoundSentence {
  /** `services/keys/check-key.ts:34` */
  readonly where: string;
  /** Its name in the catalogues. */
  readonly template: string;
  /** Words written straight into a hole, where no catalogue sees them. */
  readonly stray: readonly string[];
}

export interface FoundError {
  readonly where: string;
  /** Texts given to it that are no sentences. */
  readonly bare: readonly string[];
}

const TAGS: ReadonlySet<string> = new Set(['say', 'phrase']);
const MAIN = join(import.meta.dirname, '../../src-main');

/** Every sentence made with `say` or `phrase` and every `AppError` in the program's own sources. */
export function collectSentences(): {
  readonly sentences: readonly FoundSentence[];
  readonly errors: readonly FoundError[];
} {
  const sentences: FoundSentence[] = [];
  const errors: FoundError[] = [];
  for (const file of readdirSync(MAIN, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.includes('testing')) continue;
    const text = readFileSync(join(MAIN, file), 'utf8');
    if (!/\b(say|phrase)`|\bAppError\(/.test(text)) continue;
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const whereIs = (node: ts.Node) =>
      `${file.replaceAll('\\', '/')}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
    const visit = (node: ts.Node): void => {
      if (ts.isTaggedTemplateExpression(node) && TAGS.has(node.tag.getText())) {
        sentences.push({ where: whereIs(node), ...readTemplate(node.template) });
      }
      if (ts.isNewExpression(node) && node.expression.getText() === 'AppError') {
        errors.push({ where: whereIs(node), bare: textsOf(node).flatMap(wordsIn) });
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { sentences, errors };
}

function readTemplate(template: ts.TemplateLiteral): Pick<FoundSentence, 'template' | 'stray'> {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return { template: template.text, stray: [] };
  return {
    template: template.templateSpans.reduce(
      (text, span, index) => `${text}{${index}}${span.literal.text}`,
      template.head.text,
    ),
    stray: template.templateSpans.flatMap(span => wordsIn(span.expression)),
  };
}

/** Message and remedy of an error. */
function textsOf({ arguments: given }: ts.NewExpression): readonly ts.Expression[] {
  const [, message, options] = given ?? [];
  const texts = message === undefined ? [] : [message];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'remedy') texts.push(node.initializer);
    ts.forEachChild(node, visit);
  };
  if (options !== undefined) visit(options);
  return texts;
}

/** Words an expression may come out as: literals, also behind a condition; not what is given to a function. */
function wordsIn(expression: ts.Expression): readonly string[] {
  if (ts.isParenthesizedExpression(expression)) return wordsIn(expression.expression);
  if (ts.isConditionalExpression(expression)) {
    return [...wordsIn(expression.whenTrue), ...wordsIn(expression.whenFalse)];
  }
  if (ts.isBinaryExpression(expression)) return [...wordsIn(expression.left), ...wordsIn(expression.right)];
  const isText = ts.isStringLiteral(expression) || ts.isNoSubstitutionTemplateLiteral(expression);
  if (isText) return /\p{L}{2}/u.test(expression.text) ? [expression.text] : [];
  return ts.isTemplateExpression(expression) ? [expression.getText()] : [];
}
