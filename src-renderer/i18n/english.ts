import { adaptive } from './en/adaptive.ts';
import { codex } from './en/codex.ts';
import { decisions } from './en/decisions.ts';
import { dispatch } from './en/dispatch.ts';
import { doctor } from './en/doctor.ts';
import { exams } from './en/exams.ts';
import { figures } from './en/figures.ts';
import { guide } from './en/guide.ts';
import { history } from './en/history.ts';
import { keys } from './en/keys.ts';
import { now } from './en/now.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';

export const english = {
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
