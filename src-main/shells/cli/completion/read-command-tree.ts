import type { Argument, Command, Option } from 'commander';
import type { CommandNode, NameList, OptionNode, ValueKind } from './command-tree.ts';

/** The program as completion sees it: whatever its help shows, and nothing else. */
export function readCommandTree(command: Command): CommandNode {
  const help = command.createHelp();
  const argument = command.registeredArguments[0];
  return {
    name: command.name(),
    summary: command.summary() || command.description(),
    options: help.visibleOptions(command).map(readOption),
    commands: help.visibleCommands(command).map(readCommandTree),
    ...(argument === undefined ? {} : { argument: valueKind(argument.name(), argument) }),
  };
}

function readOption(option: Option): OptionNode {
  const flags = [option.short, option.long].flatMap(flag => (flag === undefined ? [] : [flag]));
  const takesValue = option.required || option.optional;
  return {
    flags,
    summary: option.description,
    ...(takesValue ? { value: valueKind(/[<[]([^\]>.]+)/.exec(option.flags)?.[1] ?? '', option) } : {}),
  };
}

const LISTS: Readonly<Record<string, NameList>> = {
  provider: 'providers',
  alias: 'models',
  deployment: 'deployments',
};

/** The placeholder in the help says what it is: `<file>`, `[dir]`. */
function valueKind(placeholder: string, { argChoices }: Option | Argument): ValueKind {
  if (argChoices !== undefined) return { kind: 'choice', choices: argChoices };
  const list = LISTS[placeholder];
  if (list !== undefined) return { kind: 'named', list };
  if (placeholder === 'file') return { kind: 'file' };
  return placeholder === 'dir' || placeholder === 'folder' ? { kind: 'folder' } : { kind: 'text' };
}
