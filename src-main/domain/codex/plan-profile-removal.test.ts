import { describe, expect, it } from 'vitest';
import { planProfile } from './plan-profile.ts';
import { planAdoption, planProfileRemoval } from './plan-profile-removal.ts';

const profile = (() => {
  const plan = planProfile(undefined, {
    profile: 'cost-routing',
    model: 'codex-default',
    baseUrl: 'http://127.0.0.1:4000/v1',
    auth: { command: '/bin/signalbox', args: ['token'] },
    catalog: { kind: 'url', url: 'http://127.0.0.1:4000/codex/models' },
    boundedRetries: true,
  });
  return plan.kind === 'write' ? plan.text : '';
})();
const theirs = `${profile}multi_agent = true\n\n[projects."/home/ü"]\ntrust_level = "trusted"\n`;

describe('planProfileRemoval', () => {
  it('finds nothing to keep in a file nobody else wrote to', () => {
    expect(planProfileRemoval(profile)).toEqual({ kind: 'all-ours' });
  });

  it('keeps what Codex wrote, in settings that fit another file', () => {
    const removal = planProfileRemoval(theirs);
    expect(removal).toMatchObject({
      kind: 'leftover',
      settings: [
        { path: ['features', 'multi_agent'], literal: 'true' },
        { path: ['projects', '/home/ü', 'trust_level'], literal: '"trusted"' },
      ],
    });
  });
});

describe('planAdoption', () => {
  it('adds what the configuration lacks and changes nothing it has', () => {
    const removal = planProfileRemoval(theirs);
    const settings = removal.kind === 'leftover' ? removal.settings : [];
    const config = '# mine\n[features]\nmulti_agent = false # no\n';
    expect(planAdoption(config, settings)).toEqual({
      kind: 'write',
      text: `${config}\n[projects."/home/ü"]\ntrust_level = "trusted"\n`,
      moved: 1,
    });
    expect(planAdoption('a = = 1', settings)).toEqual({ kind: 'refused' });
    expect(planAdoption(theirs, settings)).toEqual({ kind: 'unchanged' });
  });
});
