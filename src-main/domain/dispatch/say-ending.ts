import { type Sentence, say } from '../sentence/sentence.ts';

/** What a finished line says after its plan's, as far as there are words for it. */
export interface ReasonEnding {
  /** Which attempts failed, and who was tried then. */
  readonly failures: Sentence | undefined;
  /** Notes in the line's own words. */
  readonly notes: string;
}

const FAILED = /^(\S+) failed \((\S+)\)$/;
const THEN = /^then (\S+)$/;
/** A fact of its own wherever a request is shown. */
const COST = /^\$\d+\.\d{4}$/;

/** Reads what `finalReason` put after the plan's own line: `; a failed (rate_limited), then b; $0.0042`. */
export function sayEnding(text: string): ReasonEnding {
  const [, ...parts] = text.split('; ');
  const [first = '', ...others] = parts.filter(part => !COST.test(part));
  const failures = sayFailures(first);
  return {
    failures,
    notes: (failures === undefined && first !== '' ? [first, ...others] : others).join('; '),
  };
}

function sayFailures(part: string): Sentence | undefined {
  const said: Sentence[] = [];
  for (const piece of part.split(', ')) {
    const [, deployment, word] = FAILED.exec(piece) ?? [];
    const [, next] = THEN.exec(piece) ?? [];
    if (deployment !== undefined && word !== undefined) said.push(say`${deployment} failed (${word})`);
    else if (next !== undefined && said.length > 0) said.push(say`then ${next}`);
    else return undefined;
  }
  return say`${said}`;
}
