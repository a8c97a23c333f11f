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
import { oneLine, quotePosix } from './quote.ts';

function offer(root: CommandNode, value: ValueKind): string {
  switch (value.kind) {
    case 'choice':
      return `compadd -- ${value.choices.map(quotePosix).join(' ')}`;
    case 'named':
      return `compadd -- \${(f)"$(${listCommand(root, value.list)} 2>/dev/null)"}`;
    case 'file':
      return '_files';
    case 'folder':
      return '_files -/';
    default:
      return "_message 'a value'";
  }
}

/** `_describe` parts a word from its description at the first colon. */
function described(word: string, summary: string): string {
  return quotePosix(`${word.replaceAll(':', '\\:')}:${oneLine(summary)}`);
}

/** Completion for zsh: a file for a folder of `fpath`, or to be sourced after `compinit`. */
export function zshCompletion(root: CommandNode): string {
  const name = functionName(root);
  const placed = placeCommands(root);
  const lines = [
    `#compdef ${root.name}`,
    `${name}() {`,
    '  local cur="${words[CURRENT]}" prev="${words[CURRENT-1]}" cmd="" word next skip=0 i',
    '  local -a found',
    '  for ((i = 2; i < CURRENT; i++)); do',
    '    word="${words[i]}"',
    '    if [[ $skip == 1 ]]; then skip=0; continue; fi',
    '    case "$word" in',
    ...skipBranch(valueFlags(root)),
    '      -*) continue ;;',
    '    esac',
    '    next="${cmd:+$cmd }$word"',
    ...commandCase(placed),
    '  done',
    // `--flag=value` is one word here.
    '  if [[ "$cur" == --*=* ]]; then prev="${cur%%=*}"; compset -P "*="; fi',
    '  case "$cmd|$prev" in',
    ...valueBranches(placed, value => offer(root, value)),
    '  esac',
    '  case "$cmd" in',
    ...placed.map(({ path, command, options }) => {
      const flags = options.flatMap(option => option.flags.map(flag => described(flag, option.summary)));
      const words = command.commands.map(child => described(child.name, child.summary));
      return [
        `    ${quotePosix(path.join(' '))})`,
        `      if [[ "$cur" == -* ]]; then found=(${flags.join(' ')}); _describe -o option found`,
        command.argument
          ? `      else ${offer(root, command.argument)}; fi ;;`
          : `      else found=(${words.join(' ')}); _describe command found; fi ;;`,
      ].join('\n');
    }),
    '  esac',
    '}',
    `if [[ "\${funcstack[1]}" == ${quotePosix(name)} ]]; then ${name} "$@"; else compdef ${name} ${root.name}; fi`,
  ];
  return `${lines.join('\n')}\n`;
}
