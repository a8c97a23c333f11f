// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of the shell
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CommandNode } from './command-tree.ts';
import { COMPLETION_SHELLS, completionScript } from './completion-script.ts';

const leaf = (name: string, summary: string, more: Partial<CommandNode> = {}): CommandNode => ({
  name,
  summary,
  options: [],
  commands: [],
  ...more,
});
const root: CommandNode = {
  name: 'signalbox',
  summary: 'Routes the Codex CLI',
  options: [
    { flags: ['--json'], summary: 'One JSON document' },
    { flags: ['-h', '--help'], summary: "What it's for" },
  ],
  commands: [
    leaf('status', 'What is: running'),
    leaf('run', 'Runs a task', {
      options: [
        { flags: ['--dry-run'], summary: 'Only the plan' },
        {
          flags: ['--provider', '-p'],
          summary: 'Which "way"',
          value: { kind: 'choice', choices: ['auto', 'litellm', 'standard'] },
        },
        { flags: ['--max-input-tokens'], summary: 'Limit; cut in $(the) `middle`', value: { kind: 'text' } },
      ],
    }),
    leaf('ollama', 'Local models', {
      commands: [leaf('start', 'Start it'), leaf('stop', 'Stop it'), leaf('pull', 'Get a model')],
    }),
    leaf('forget', 'Forget a key', { argument: { kind: 'named', list: 'providers' } }),
    leaf('completion', 'This script', {
      argument: { kind: 'choice', choices: ['bash', 'zsh', 'fish', 'powershell'] },
    }),
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (shell: (typeof COMPLETION_SHELLS)[number]) => {
  const file = join(folder, `signalbox.${shell}`);
  writeFileSync(file, completionScript(shell, root));
  return file;
};
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** Stands in for the program, which is asked for the names in router.yaml. */
const OWN_NAMES = `signalbox() { [ "$*" = 'complete providers' ] && printf '%s\\n' openai my-gateway; }`;

/** The line typed so far (its last word may be empty), and what is offered, in any order. */
const CASES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [[''], ['status', 'run', 'ollama', 'forget', 'completion']],
  [['o'], ['ollama']],
  // Of the running program: see OWN_NAMES.
  [
    ['forget', ''],
    ['openai', 'my-gateway'],
  ],
  [['forget', 'my'], ['my-gateway']],
  [
    ['ollama', ''],
    ['start', 'stop', 'pull'],
  ],
  [
    ['ollama', 'st'],
    ['start', 'stop'],
  ],
  [['--json', 'ollama', 'pu'], ['pull']],
  [['run', '--p'], ['--provider']],
  [
    ['run', '--provider', ''],
    ['auto', 'litellm', 'standard'],
  ],
  [['run', '-p', 'li'], ['litellm']],
  [['run', '--max-input-tokens', 'status', '--d'], ['--dry-run']],
  [['completion', 'f'], ['fish']],
  [['status', '--j'], ['--json']],
];

describe.skipIf(!has('bash'))('in bash', () => {
  it.each(CASES)('%j offers %j', (words, offers) => {
    const line = ['signalbox', ...words].map(word => `'${word}'`).join(' ');
    const program = `${OWN_NAMES}; source '${written('bash')}'; COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _signalbox; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const out = execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' });
    expect(out.split('\n').filter(Boolean).sort()).toEqual([...offers].sort());
  });

  it('completes a value after an equals sign', () => {
    const program = `source '${written('bash')}'; COMP_WORDS=(signalbox run --provider = s); COMP_CWORD=4; _signalbox; echo "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['--norc', '-c', program], { encoding: 'utf8' }).trim()).toBe('standard');
  });
});

describe.skipIf(!has('fish'))('in fish', () => {
  it.each(CASES)('%j offers %j', (words, offers) => {
    const line = ['signalbox', ...words].join(' ');
    const out = execFileSync(
      'fish',
      [
        '--no-config',
        '-c',
        `function signalbox; test "$argv" = "complete providers"; and printf '%s\\n' openai my-gateway; end; source '${written('fish')}'; complete -C '${line}'`,
      ],
      {
        encoding: 'utf8',
        env: { ...process.env, HOME: folder },
      },
    );
    const offered = out
      .split('\n')
      .filter(Boolean)
      .map(row => row.split('\t')[0]);
    expect(offered.sort()).toEqual([...offers].sort());
  });
});

describe.skipIf(!has('zsh'))('in zsh', () => {
  // The completion system's own functions need a terminal; these stand-ins print what they are given.
  const stubs =
    'compdef() { }; compset() { }; _files() { }; _message() { }; ' +
    'compadd() { shift; print -l -- "$@" }; _describe() { print -l -- "${found[@]%%:*}" }';
  it.each(CASES)('%j offers %j among others', (words, offers) => {
    const line = ['signalbox', ...words].map(word => `'${word}'`).join(' ');
    const program = `${stubs}; ${OWN_NAMES}; source '${written('zsh')}'; words=(${line}); CURRENT=${words.length + 1}; _signalbox`;
    const out = execFileSync('zsh', ['-f', '-c', program], { encoding: 'utf8' });
    const typed = words.at(-1) ?? '';
    const offered = out.split('\n').filter(word => word !== '' && word.startsWith(typed));
    expect(offered.sort()).toEqual([...offers].sort());
  });
});

describe('every script', () => {
  it.each(COMPLETION_SHELLS)('%s names every command and the values of every option', shell => {
    const script = completionScript(shell, root);
    for (const word of ['status', 'run', 'ollama', 'pull', 'dry-run', 'litellm', 'max-input-tokens']) {
      expect(script).toContain(word);
    }
    expect(script.endsWith('\n')).toBe(true);
  });

  it('doubles quotes for PowerShell and escapes them for the others', () => {
    expect(completionScript('powershell', root)).toContain("'What it''s for'");
    expect(completionScript('fish', root)).toContain("'What it\\'s for'");
    expect(completionScript('zsh', root)).toContain("'--help:What it'\\''s for'");
  });
});
