/** Adds a phrase for the reason line, each once. */
export function note(notes: string[], text: string): void {
  if (!notes.includes(text)) notes.push(text);
}
