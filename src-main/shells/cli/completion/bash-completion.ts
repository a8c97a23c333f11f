// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of the shell
import {
  type CommandNode,
  functionName,
  listCommand,
  placeCommands,
  type ValueKind,
  valueFlags,
} from './command-tree.ts';
import { commandCase, skipBranch, valueBranches } from './posix-branches.ts';
import { quotePosix } from './quote.ts';

function reply(root: CommandNode, value: ValueKind): string {
  switch (value.kind) {
    case 'choice':
      return `COMPREPLY=($(compgen -W ${quotePosix(value.choices.join(' '))} -- "$cur"))`;
    case 'named':
      return `COMPREPLY=($(compgen -W "$(${listCommand(root, value.list)} 2>/dev/null)" -- "$cur"))`;
    case 'file':
      return 'COMPREPLY=($(compgen -f -- "$cur"))';
    case 'folder':
      return 'COMPREPLY=($(compgen -d -- "$cur"))';
    default:
      return 'COMPREPLY=()';
  }
}

/** Completion for bash 3.2 and newer; needs no other package. */
export function bashCompletion(root: CommandNode): string {
  const name = functionName(root);
  const placed = placeCommands(root);
  const lines = [
    `# bash completion for ${root.name}`,
    `${name}() {`,
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="" cmd="" word next skip=0 i',
    '  [ "$COMP_CWORD" -gt 0 ] && prev="${COMP_WORDS[COMP_CWORD-1]}"',
    // `--flag=value` arrives as three words.
    '  if [ "$cur" = "=" ]; then cur=""; elif [ "$prev" = "=" ] && [ "$COMP_CWORD" -gt 1 ]; then prev="${COMP_WORDS[COMP_CWORD-2]}"; fi',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    '    word="${COMP_WORDS[i]}"',
    '    if [ "$skip" = 1 ]; then [ "$word" = "=" ] || skip=0; continue; fi',
    '    case "$word" in',
    ...skipBranch(valueFlags(root)),
    '      -*|=) continue ;;',
    '    esac',
    '    next="${cmd:+$cmd }$word"',
    ...commandCase(placed),
    '  done',
    '  case "$cmd|$prev" in',
    ...valueBranches(placed, value => reply(root, value)),
    '  esac',
    '  case "$cmd" in',
    ...placed.map(({ path, command, options }) => {
      const flags = options.flatMap(option => option.flags).join(' ');
      const words = command.commands.map(child => child.name).join(' ');
      const plain = command.argument
        ? reply(root, command.argument)
        : `COMPREPLY=($(compgen -W ${quotePosix(words)} -- "$cur"))`;
      return [
        `    ${quotePosix(path.join(' '))})`,
        `      if [ "\${cur#-}" != "$cur" ]; then COMPREPLY=($(compgen -W ${quotePosix(flags)} -- "$cur"))`,
        `      else ${plain}; fi ;;`,
      ].join('\n');
    }),
    '  esac',
    '}',
    `complete -o filenames -o bashdefault -F ${name} ${root.name}`,
  ];
  return `${lines.join('\n')}\n`;
}
