import { assertNever } from '../../../lib/assert-never.ts';
import { bashCompletion } from './bash-completion.ts';
import type { CommandNode } from './command-tree.ts';
import { fishCompletion } from './fish-completion.ts';
import { powerShellCompletion } from './powershell-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

export const COMPLETION_SHELLS = ['bash', 'zsh', 'fish', 'powershell'] as const;
export type CompletionShell = (typeof COMPLETION_SHELLS)[number];

/** The completion script of a command tree for one shell. */
export function completionScript(shell: CompletionShell, root: CommandNode): string {
  switch (shell) {
    case 'bash':
      return bashCompletion(root);
    case 'zsh':
      return zshCompletion(root);
    case 'fish':
      return fishCompletion(root);
    case 'powershell':
      return powerShellCompletion(root);
    default:
      return assertNever(shell);
  }
}
