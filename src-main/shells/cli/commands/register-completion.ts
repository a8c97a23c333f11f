import { Argument, type Command } from 'commander';
import { examples, jsonOption } from '../command-parts.ts';
import {
  COMPLETION_SHELLS,
  type CompletionShell,
  completionScript,
} from '../completion/completion-script.ts';
import { readCommandTree } from '../completion/read-command-tree.ts';
import { perform } from '../perform.ts';
import { result } from '../print.ts';

export function registerCompletion(program: Command): void {
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
}
