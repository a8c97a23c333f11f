import { expect, it } from 'vitest';
import { noticeText } from './notice-words.ts';

const moved = (reason: string) => ({ kind: 'moved', from: 'openai', to: 'gemini', reason }) as const;

it.each([
  [
    'codex-default -> gemini-flash-direct: the conversation had to move from gpt-5.1-codex; out: gpt-5.1-codex: rate limit (429), 12 s left',
    'codex-default → gemini-flash-direct : la conversation a dû se déplacer depuis gpt-5.1-codex ; écartés : gpt-5.1-codex : limite de débit (429), encore 12 s',
  ],
  ['what another version wrote', 'what another version wrote'],
])('tells in French why a thread moved: %s', (line, french) => {
  expect(noticeText(moved(line), 'fr-CA').body).toBe(french);
  expect(noticeText(moved(line), 'en-GB').body).toBe(line);
});
