import { describe, expect, it } from 'vitest';
import moreTasks from '../corpus/more-tasks.json' with { type: 'json' };
import tasks from '../corpus/tasks.json' with { type: 'json' };
import { classifyTask } from './classify-task.ts';

const labelled: typeof tasks = [...tasks, ...moreTasks];

const missed = (rows: typeof tasks) =>
  rows.filter(task => {
    const got = classifyTask(task.prompt);
    return got.complexity !== task.complexity || got.wishes.join() !== task.wishes.join();
  });

describe('classifying the labelled corpus', () => {
  it('has 200 prompts in two languages, half of them with a misleading word', () => {
    expect(tasks).toHaveLength(200);
    expect(tasks.filter(task => task.misleading !== undefined)).toHaveLength(100);
    expect(new Set(tasks.map(task => task.prompt)).size).toBe(200);
  });

  it('agrees with at least 95 % of the labels', () => {
    const wrong = missed(tasks).map(task => ({
      prompt: task.prompt,
      label: task.complexity,
      got: classifyTask(task.prompt),
    }));
    if (process.env.SHOW) console.log(JSON.stringify(wrong, null, 1));
    expect(1 - wrong.length / tasks.length).toBeGreaterThanOrEqual(0.95);
  });

  it('agrees as well with the second corpus, after which the cues were widened', () => {
    expect(new Set(labelled.map(task => task.prompt)).size).toBe(labelled.length);
    expect(missed(moreTasks).length / moreTasks.length).toBeLessThanOrEqual(0.05);
  });

  it.each([
    'en',
    'fr',
  ])('agrees with at least 95 %% of the labels in %s, and of those that mislead', language => {
    const rows = labelled.filter(task => task.language === language);
    const misleading = rows.filter(task => task.misleading !== undefined);
    expect(missed(rows).length / rows.length).toBeLessThanOrEqual(0.05);
    expect(missed(misleading).length / misleading.length).toBeLessThanOrEqual(0.05);
  });

  it('tells the language of at least 95 % of the prompts', () => {
    const wrong = labelled.filter(task => classifyTask(task.prompt).language !== task.language);
    expect(wrong.length / labelled.length).toBeLessThanOrEqual(0.05);
  });
});
