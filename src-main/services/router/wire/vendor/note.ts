import type { Note } from '../../../../domain/dispatch/note-words.ts';
/** Adds a phrase for the reason line, each once. */
export function note(notes: Note[], text: Note): void {
  if (!notes.includes(text)) notes.push(text);
}
