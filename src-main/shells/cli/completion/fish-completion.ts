import {
  type CommandNode,
  functionName,
  listCommand,
  type OptionNode,
  placeCommands,
  type ValueKind,
  valueFlags,
} from './command-tree.ts';
import { oneLine, quoteFish } from './quote.ts';

function takes(root: CommandNode, value: ValueKind): string {
  switch (value.kind) {
    case 'choice':
      return ` -x -a ${quoteFish(value.choices.join(' '))}`;
    case 'named':
      return ` -x -a ${quoteFish(`(${listCommand(root, value.list)} 2>/dev/null)`)}`;
    case 'file':
      return ' -r -F';
    case 'folder':
      return " -x -a '(__fish_complete_directories)'";
    default:
      return ' -x';
  }
}

function spelled({ flags }: OptionNode): string {
  return flags
    .map(flag => {
      if (flag.startsWith('--')) return ` -l ${quoteFish(flag.slice(2))}`;
      return flag.length === 2 ? ` -s ${quoteFish(flag.slice(1))}` : ` -o ${quoteFish(flag.slice(1))}`;
    })
    .join('');
}

/** Completion for fish 3 and newer. */
export function fishCompletion(root: CommandNode): string {
  const name = `_${functionName(root)}_at`;
  const program = quoteFish(root.name);
  const placed = placeCommands(root);
  const paths = placed.map(({ path }) => path.join(' ')).filter(path => path !== '');
  const lines = [
    `# fish completion for ${root.name}`,
    `function ${name}`,
    '  set -l cmd ""',
    '  set -l skip 0',
    '  for word in (commandline -opc)[2..-1]',
    '    if test $skip = 1; set skip 0; continue; end',
    `    if contains -- $word ${valueFlags(root).map(quoteFish).join(' ')}; set skip 1; continue; end`,
    '    if string match -q -- "-*" $word; continue; end',
    '    set -l next (string trim -- "$cmd $word")',
    `    if contains -- $next ${paths.map(quoteFish).join(' ')}; set cmd $next; end`,
    '  end',
    '  test "$cmd" = "$argv[1]"',
    'end',
    `complete -c ${program} -f`,
    ...placed.flatMap(({ path, command, options }) => {
      const at = `complete -c ${program} -n ${quoteFish(`${name} ${quoteFish(path.join(' '))}`)}`;
      return [
        ...command.commands.map(
          child => `${at} -a ${quoteFish(child.name)} -d ${quoteFish(oneLine(child.summary))}`,
        ),
        ...options.map(
          option =>
            `${at}${spelled(option)} -d ${quoteFish(oneLine(option.summary))}${option.value ? takes(root, option.value) : ''}`,
        ),
        ...(command.argument
          ? [`${at}${takes(root, command.argument).replace(' -x', '').replace(' -r', '')}`]
          : []),
      ];
    }),
  ];
  return `${lines.join('\n')}\n`;
}
