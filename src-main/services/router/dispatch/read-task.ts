import {
  type ClassifyOptions,
  classifyTask,
  type TaskClass,
} from '../../../domain/task/classify/classify-task.ts';

/** The alias whose requests are classified by their task. */
export const TASK_ALIAS = 'codex-auto';

export interface ReadTask {
  /** The alias to use instead. */
  readonly alias: string;
  readonly level: string;
  /** What decided, in words. */
  readonly cue: string;
}

/**
 * Classifies the person's last prompt in a request for `codex-auto`. The body is parsed for it, which no other
 * request pays for. A tool's result sent back belongs to the same prompt and so to the same class.
 *
 * @returns undefined where no prompt is found
 */
export function readTask(body: Buffer, options: ClassifyOptions): ReadTask | undefined {
  const prompt = lastPrompt(parse(body));
  if (prompt === undefined) return undefined;
  const found = classifyTask(prompt, options);
  return { alias: found.alias, level: found.complexity, cue: cueWords(found) };
}

function cueWords({ cue, wishes }: TaskClass): string {
  const wished = wishes.length > 0 ? `, wishes ${wishes.join(', ')}` : '';
  switch (cue.kind) {
    case 'cue':
      return `${cue.term}${wished}`;
    case 'length':
      return `${cue.promptTokens} tokens${wished}`;
    case 'none':
      return `no cue${wished}`;
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // broken further on than was peeked: the upstream refuses it
  }
}

function lastPrompt(body: unknown): string | undefined {
  const input = member(body, 'input') ?? member(body, 'messages');
  if (typeof input === 'string') return input;
  if (!Array.isArray(input)) return undefined;
  for (const item of input.toReversed()) {
    if (member(item, 'role') !== 'user') continue;
    const text = textOf(member(item, 'content'));
    // What Codex adds in the person's name (environment, notices) is written in tags.
    if (text !== '' && !/^\s*<[a-z_]+>/.test(text)) return text;
  }
  return undefined;
}

function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .map(part => member(part, 'text'))
    .filter(text => typeof text === 'string')
    .join('\n');
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && key in value
    ? (value as Record<string, unknown>)[key] // an object with this key
    : undefined;
}
