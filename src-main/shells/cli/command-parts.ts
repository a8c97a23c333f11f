import { type Command, InvalidArgumentError, Option } from 'commander';

/** The option every command has. */
export function jsonOption(): Option {
  return new Option('--json', 'print the result as JSON');
}

/** A group of commands (`bench`, `ollama`), made by whoever registers the first of them. */
export function commandGroup(program: Command, name: string, summary: string): Command {
  return (
    program.commands.find(command => command.name() === name) ??
    program.command(name).summary(summary).description(summary)
  );
}

/** Examples under a command's help: what to type, and what it does. */
export function examples(...lines: readonly (readonly [command: string, does: string])[]): string {
  const width = Math.max(...lines.map(([command]) => command.length));
  const rows = lines.map(([command, does]) => `  $ ${command.padEnd(width)}   ${does}`);
  return `\nExamples:\n${rows.join('\n')}`;
}

/** A parser for whole numbers in a range, as an option's value. */
export function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return text => {
    const value = Number(text);
    if (text.trim() !== '' && Number.isInteger(value) && value >= from && value <= to) return value;
    const range = to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `${from} to ${to}`;
    throw new InvalidArgumentError(`It has to be a whole number, ${range}.`);
  };
}

/** A parser for amounts of money in USD. */
export function amountUsd(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value) && value >= 0) return value;
  throw new InvalidArgumentError('It has to be an amount in dollars, such as 0.05; 0 is no limit.');
}
