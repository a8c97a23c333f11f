import { adaptive } from './fr/adaptive.ts';
import { codex } from './fr/codex.ts';
import { decisions } from './fr/decisions.ts';
import { dispatch } from './fr/dispatch.ts';
import { doctor } from './fr/doctor.ts';
import { exams } from './fr/exams.ts';
import { figures } from './fr/figures.ts';
import { guide } from './fr/guide.ts';
import { history } from './fr/history.ts';
import { keys } from './fr/keys.ts';
import { now } from './fr/now.ts';
import { settings } from './fr/settings.ts';
import { shell } from './fr/shell.ts';

export const french = {
  shell,
  guide,
  now,
  figures,
  dispatch,
  exams,
  decisions,
  adaptive,
  history,
  codex,
  keys,
  settings,
  doctor,
} as const;
