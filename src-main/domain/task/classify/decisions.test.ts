import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import tasks from '../corpus/tasks.json' with { type: 'json' };
import { type ClassifyOptions, classifyTask } from './classify-task.ts';

const level = (prompt: string) => classifyTask(prompt).complexity;

describe('which cue decides', () => {
  it.each([
    ['Fix a typo in the security guide', 'simple', 'typo'],
    ['Typo in the API docs', 'simple', 'typo'],
    ['In the production handbook, fix a typo', 'simple', 'typo'],
    ['Update the security documentation', 'simple', 'documentation'],
    ['Migrate the documentation to the new site', 'complex', 'migration'],
    ['Update the README and refactor the parser', 'medium', 'refactor'],
    ['Fix the typo, then migrate the table', 'complex', 'migration'],
    ['Refactor the tax engine', 'complex', 'taxation'],
    ['According to the README, the api must answer in JSON', 'medium', 'api'],
    ['Small change in the footer; production is down', 'complex', 'production'],
    ['Just a typo, the tests already pass', 'simple', 'typo'],
  ])('%s is %s because of %s', (prompt, complexity, term) => {
    expect(classifyTask(prompt)).toMatchObject({ complexity, cue: { kind: 'cue', term } });
  });
});

describe('negation', () => {
  it.each([
    ['Refactor the parser without touching production', 'medium'],
    ["Add a test, don't change the architecture", 'medium'],
    ['Fix the typo, no migration needed', 'simple'],
    ['This is not a security review, only refactor the names', 'medium'],
    ['Refactorise le module sans toucher à la sécurité', 'medium'],
    ['Ne modifie pas les tests, corrige la coquille', 'simple'],
    ['Renomme le bouton plutôt que de lancer une migration', 'simple'],
    ['The job does not run in production', 'complex'],
    ['The tests no longer pass in production', 'complex'],
    ["Don't just refactor it, migrate it", 'complex'],
    ['Not a rewrite but a security review', 'complex'],
    ['Le service ne démarre plus en production', 'complex'],
  ])('%s is %s', (prompt, complexity) => {
    expect(level(prompt)).toBe(complexity);
  });
});

describe('size', () => {
  it('makes a prompt without a grave cue medium above 1500 tokens, and not at 1500', () => {
    expect(classifyTask('Fix the typo', { promptTokens: 1500 }).complexity).toBe('simple');
    expect(classifyTask('Fix the typo', { promptTokens: 1501 })).toMatchObject({
      complexity: 'medium',
      cue: { kind: 'length', promptTokens: 1501 },
    });
  });

  it('reads the request and not the pasted code', () => {
    expect(level('Fix the typo here:\n```\nclass ProductionSecurityTest {} // api migration\n```\n')).toBe(
      'simple',
    );
  });

  it('asks for the long context alias when the prompt is long, said or not', () => {
    expect(classifyTask('Describe this', { promptTokens: 200_000 }).alias).toBe('codex-long');
  });
});

describe('wishes and alias', () => {
  const all: ClassifyOptions = { hasHuggingFaceKey: true, hasAnthropicKey: true };
  it.each<[string, ClassifyOptions, string]>([
    ['Fix the typo', all, 'codex-light'],
    ['Add a test', all, 'codex-default'],
    ['Review the security', all, 'codex-deep'],
    ['Describe the whole codebase', all, 'codex-long'],
    ['Add a test', { ...all, avoidOpenAi: true }, 'codex-no-openai'],
    ['Describe the whole codebase', { ...all, avoidOpenAi: true }, 'codex-no-openai'],
    ['Add a test with an open model', all, 'codex-hf-cheap'],
    ['Add a test quickly with gpt-oss-120b', all, 'codex-hf-fast'],
    ['Ajoute un test avec un modèle ouvert', all, 'codex-hf-cheap'],
    ['Add a test with an open model', {}, 'codex-default'],
    ['Add a test', { openModelsOnly: true }, 'codex-qwen-local'],
    ['Add a test', { ...all, openModelsOnly: true }, 'codex-hf-cheap'],
    ['Use Claude to add a test', all, 'codex-claude'],
    ['Use Claude to add a test', {}, 'codex-default'],
    ['Utilise Claude pour ajouter un test', all, 'codex-claude'],
    ['Add a test without Claude', all, 'codex-default'],
    ['Write a client for the Claude API', all, 'codex-default'],
    ['Use the local model to add a test', all, 'codex-qwen-local'],
    ['Avec Qwen en local, ajoute un test', all, 'codex-qwen-local'],
    ['Store it in local storage and add a test', all, 'codex-default'],
    ['Who is Claude Debussy?', all, 'codex-light'],
    ['Add a test to the Ollama client, use the Ollama API', all, 'codex-default'],
  ])('%s → alias', (prompt, options, alias) => {
    expect(classifyTask(prompt, options).alias).toBe(alias);
  });
});

describe('laws', () => {
  const shout = (text: string) => text.normalize('NFD');
  it('gives the same class with composed and decomposed accents, and without any', () => {
    for (const { prompt } of tasks) {
      const { complexity } = classifyTask(prompt);
      expect(level(shout(prompt)), prompt).toBe(complexity);
      expect(level(prompt.normalize('NFD').replace(/\p{M}/gu, '')), prompt).toBe(complexity);
    }
  });

  it('is total: any text gets a class', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(['simple', 'medium', 'complex']).toContain(level(text));
      }),
    );
  });

  it('never finds a cue inside a longer word', () => {
    const letters = fc.stringMatching(/^[bcfghjkmnqvwxz]{2,5}$/);
    const cue = fc.constantFrom(
      'api',
      'test',
      'docker',
      'security',
      'production',
      'migration',
      'typo',
      'rust',
    );
    fc.assert(
      fc.property(letters, cue, letters, (before, word, after) => {
        expect(classifyTask(`${before}${word}${after}`).cue).toEqual({ kind: 'none' });
      }),
    );
  });

  it('reads a hundred thousand characters of anything in bounded work', () => {
    expect(classifyTask('not without '.repeat(9000), { promptTokens: 1 }).cue).toEqual({ kind: 'none' });
  });
});
