/** Names out of the person's own `router.yaml`: the shell asks for them when they are needed. */
export const NAME_LISTS = ['providers', 'models', 'deployments'] as const;
export type NameList = (typeof NAME_LISTS)[number];

/** What an option or an argument takes. */
export type ValueKind =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'named'; readonly list: NameList }
  | { readonly kind: 'file' }
  | { readonly kind: 'folder' }
  | { readonly kind: 'text' };

export interface OptionNode {
  /** Every spelling, with its dashes: `--json`, `-j`. */
  readonly flags: readonly string[];
  readonly summary: string;
  /** Absent where the option takes no value. */
  readonly value?: ValueKind;
}

/** One command and what stands below it; the root is the program itself. */
export interface CommandNode {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly OptionNode[];
  readonly commands: readonly CommandNode[];
  /** What its first argument is, where it takes one. */
  readonly argument?: ValueKind;
}

/** A command with the words that lead to it: `['ollama', 'pull']`; the root has none. */
export interface PlacedCommand {
  readonly path: readonly string[];
  readonly command: CommandNode;
  /** Its own options and those of every command above it. */
  readonly options: readonly OptionNode[];
}

/** Every command of the tree, a parent before its children. */
export function placeCommands(root: CommandNode): PlacedCommand[] {
  const place = (
    command: CommandNode,
    path: readonly string[],
    above: readonly OptionNode[],
  ): PlacedCommand[] => {
    const options = [...command.options, ...above];
    return [
      { path, command, options },
      ...command.commands.flatMap(child => place(child, [...path, child.name], options)),
    ];
  };
  return place(root, [], []);
}

/** The command line that prints a list, one name a line. */
export function listCommand(root: CommandNode, list: NameList): string {
  return `${root.name} complete ${list}`;
}

/** A name for shell functions: letters, digits and underscores. */
export function functionName(root: CommandNode): string {
  return `_${root.name.replace(/[^A-Za-z0-9]/g, '_')}`;
}

/** Flags that are followed by a value, over the whole tree: needed to tell an argument from an option's value. */
export function valueFlags(root: CommandNode): string[] {
  const flags = placeCommands(root).flatMap(({ command }) =>
    command.options.filter(({ value }) => value !== undefined).flatMap(option => option.flags),
  );
  return [...new Set(flags)];
}
