import { type CommandNode, placeCommands, type ValueKind, valueFlags } from './command-tree.ts';
import { oneLine, quotePowerShell } from './quote.ts';

const list = (items: readonly string[]) => `@(${items.join(', ')})`;
const pair = (word: string, summary: string) =>
  list([quotePowerShell(word), quotePowerShell(oneLine(summary) || word)]);

/** A leading comma keeps a list of one pair a list of pairs. */
const rows = (items: readonly string[]) => `@(${items.map(item => `,${item}`).join('; ')})`;

/** The name of a list that is asked for when it is needed; a string where a table would stand. */
function listOf(value: ValueKind | undefined): string | undefined {
  return value?.kind === 'named' ? quotePowerShell(value.list) : undefined;
}

/** Choices of a value; files and folders are left to PowerShell itself, which completes them when nothing is offered. */
function choicesOf(value: ValueKind | undefined): readonly string[] {
  return value?.kind === 'choice' ? value.choices : [];
}

/** Completion for Windows PowerShell 5.1 and PowerShell 7. */
export function powerShellCompletion(root: CommandNode): string {
  const placed = placeCommands(root);
  const table = placed.map(({ path, command, options }) => {
    const words = [
      ...command.commands.map(child => pair(child.name, child.summary)),
      ...choicesOf(command.argument).map(choice => pair(choice, choice)),
    ];
    const flags = options.flatMap(option => option.flags.map(flag => pair(flag, option.summary)));
    const values = options.flatMap(({ flags: names, value }) =>
      value === undefined
        ? []
        : names.map(
            flag =>
              `${quotePowerShell(flag)} = ${listOf(value) ?? rows(choicesOf(value).map(choice => pair(choice, choice)))}`,
          ),
    );
    return `    ${quotePowerShell(path.join(' '))} = @{ words = ${listOf(command.argument) ?? rows(words)}; flags = ${rows(flags)}; values = @{ ${values.join('; ')} } }`;
  });
  const lines = [
    `# PowerShell completion for ${root.name}`,
    `Register-ArgumentCompleter -Native -CommandName ${quotePowerShell(root.name)} -ScriptBlock {`,
    '  param($wordToComplete, $commandAst, $cursorPosition)',
    '  $tree = @{',
    ...table,
    '  }',
    `  $valued = ${list(valueFlags(root).map(quotePowerShell))}`,
    "  $path = ''; $previous = ''",
    '  foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {',
    '    if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete) { break }',
    '    $word = $element.ToString()',
    '    $isValue = $valued -ccontains $previous; $previous = $word',
    "    if ($isValue -or $word.StartsWith('-')) { continue }",
    '    $next = ("$path $word").Trim()',
    '    if ($tree.ContainsKey($next)) { $path = $next }',
    '  }',
    '  $node = $tree[$path]',
    '  if ($node.values.ContainsKey($previous)) { $offers = $node.values[$previous] }',
    "  elseif ($wordToComplete.StartsWith('-')) { $offers = $node.flags }",
    '  else { $offers = $node.words }',
    // In the pipeline a list of pairs must stay one.
    `  if ($offers -is [string]) { $offers = @(& ${quotePowerShell(root.name)} complete $offers | ForEach-Object { ,@($_, $_) }) }`,
    '  $offers | Where-Object { $_[0] -like "$wordToComplete*" } | ForEach-Object {',
    "    [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterValue', $_[1])",
    '  }',
    '}',
  ];
  return `${lines.join('\n')}\n`;
}
