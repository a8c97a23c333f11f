import { Argument, type Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import { NAME_LISTS, type NameList } from '../completion/command-tree.ts';
import {
  COMPLETION_SHELLS,
  type CompletionShell,
  completionScript,
} from '../completion/completion-script.ts';
import { readCommandTree } from '../completion/read-command-tree.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerCompletion(program: Command, at: Surroundings): void {
  program
    .command('completion')
    .summary('print a completion script for your shell')
    .description('Prints a script that lets your shell complete the commands and options of signalbox.')
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(COMPLETION_SHELLS))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox completion bash > ~/.local/share/bash-completion/completions/signalbox', 'bash'],
        ['signalbox completion zsh > ~/.zfunc/_signalbox', 'zsh'],
        ['signalbox completion fish > ~/.config/fish/completions/signalbox.fish', 'fish'],
        ['signalbox completion powershell >> $PROFILE', 'PowerShell'],
      ),
    )
    .action((shell: CompletionShell, options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const script = completionScript(shell, readCommandTree(program));
        result({ shell, script }, isJson, () => script.trimEnd());
        return undefined;
      }),
    );
  program
    .command('complete', { hidden: true })
    .description('Prints names for a completion script, one a line.')
    .addArgument(new Argument('<list>').choices(NAME_LISTS))
    .addOption(jsonOption())
    .action((list: NameList, options: { json?: boolean }) =>
      perform(options, async ({ isJson }) => {
        const { readNames } = await import('../completion/read-names.ts');
        const names = await readNames(list, at.userDataFolder);
        result({ list, names }, isJson, () => names.join('\n'));
        return undefined;
      }),
    );
}
