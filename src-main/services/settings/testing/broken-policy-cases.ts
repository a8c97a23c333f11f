import type { BrokenFileCase } from './broken-file-case.ts';

/** Breaks of `codex-routing-policy.yaml`. */
export const BROKEN_POLICY_CASES: readonly BrokenFileCase[] = [
  {
    name: 'yes for true',
    piece: 'avoid_openai: false',
    by: 'avoid_openai: yes',
    at: 'yes',
    message: /true or false/,
    remedy: /true or false/,
  },
  {
    name: 'a mistyped choice',
    piece: 'on_reached: degrade',
    by: 'on_reached: degarde',
    at: 'degarde',
    message: /cannot be "degarde"/,
    remedy: /Did you mean degrade/,
  },
  {
    name: 'a share above one',
    piece: 'decay: 0.65',
    by: 'decay: 65',
    at: 'decay: 65',
    skip: 7,
    message: /at most 1/,
    remedy: /at most 1/,
  },
  {
    name: 'a negative budget',
    piece: 'day_usd: 0',
    by: 'day_usd: -5',
    at: '-5',
    message: /at least 0/,
    remedy: /at least 0/,
  },
  {
    name: 'a local-only folder that is not written in full',
    piece: 'local_only_folders: []',
    by: 'local_only_folders: [~/secret]',
    at: '~/secret',
    message: /local_only_folders\.0: not a folder written in full/,
    remedy: /commented default/,
  },
  {
    name: 'an unknown request kind',
    piece: '  title: codex-light',
    by: '  titles: codex-light',
    at: 'titles',
    message: /no setting titles/,
    remedy: /Did you mean title/,
  },
];
