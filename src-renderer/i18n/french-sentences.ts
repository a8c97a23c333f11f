import { FRENCH_REASONS } from '../../src-main/domain/sentence/french-reasons.ts';
import { codex } from './fr/sentences/codex.ts';
import { doctor } from './fr/sentences/doctor.ts';
import { exams } from './fr/sentences/exams.ts';
import { failures } from './fr/sentences/failures.ts';
import { keys } from './fr/sentences/keys.ts';
import { ollama } from './fr/sentences/ollama.ts';
import { routing } from './fr/sentences/routing.ts';
import { settings } from './fr/sentences/settings.ts';

/** The French of every sentence the program makes, by its template; one list a subject. */
export const FRENCH_SENTENCES = [
  doctor,
  codex,
  ollama,
  keys,
  exams,
  settings,
  routing,
  failures,
  FRENCH_REASONS,
] as const;
