/**
 * Chooses, from the catalog bundled with the installed Codex, the base instructions that fit a model driven
 * with plain function tools: those of the first entry in the classic wire shape (no code mode, no
 * responses-lite), because the others describe tools that our models are not offered.
 *
 * @param bundled the parsed output of `codex debug models --bundled`.
 */
export function pickBaseInstructions(bundled: unknown): string | undefined {
  const entries = isRecord(bundled) && Array.isArray(bundled.models) ? bundled.models.filter(isRecord) : [];
  const usable = entries.filter(
    entry => typeof entry.base_instructions === 'string' && entry.base_instructions.trim() !== '',
  );
  const classic = usable.find(
    entry =>
      entry.use_responses_lite !== true && entry.tool_mode === undefined && entry.visibility !== 'none',
  );
  const text = (classic ?? usable[0])?.base_instructions;
  return typeof text === 'string' ? text : undefined;
}

/** Used when no Codex tells its own: short, and true for every model behind the router. */
export const FALLBACK_BASE_INSTRUCTIONS = `You are Codex, a coding agent working in a terminal on the user's machine. You share one workspace with the user and work until their request is truly settled.

- Read before you write: look at the files, tests and conventions that matter, then make the smallest change that solves the problem at its root.
- Use the tools you are given. Run commands to learn facts instead of guessing them, and prefer fast searches such as \`rg\`. Edit files with apply_patch where it is offered.
- Never undo or overwrite work that is not yours. Do not commit, push or delete unless you were asked to.
- Respect the sandbox and approval rules of the session. When a command needs permission, ask for it with a short reason.
- Verify what you did with the narrowest test or command that can fail, and report honestly what you could not verify.
- Keep messages short and plain. End with what changed, where, and what the user may want to do next.
`;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
