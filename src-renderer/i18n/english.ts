import { codex } from './en/codex.ts';
import { decisions } from './en/decisions.ts';
import { guide } from './en/guide.ts';
import { keys } from './en/keys.ts';
import { now } from './en/now.ts';
import { shell } from './en/shell.ts';

export const english = { shell, guide, now, decisions, codex, keys } as const;
