import { codex } from './fr/codex.ts';
import { decisions } from './fr/decisions.ts';
import { guide } from './fr/guide.ts';
import { keys } from './fr/keys.ts';
import { now } from './fr/now.ts';
import { shell } from './fr/shell.ts';

export const french = { shell, guide, now, decisions, codex, keys } as const;
