import { describe, expect, it } from 'vitest';
import { type Move, type Notice, type NoticeMemory, nextNotices, type Watched } from './next-notices.ts';

const calm: Watched = {
  refusedProviders: [],
  moves: [],
  isSwapActive: false,
  isGivenUp: false,
  isKeychainSilent: false,
};
const move: Move = { id: 'req_1', from: 'openai', to: 'gemini', reason: 'openai: rate limit (429)' };
const moved = (...moves: readonly Move[]): Watched => ({ ...calm, moves });
const budget = { day: '2026-01-31', spentUsd: 5.01, budgetUsd: 5 };

/** Each state a minute after the one before. */
function told(states: readonly Watched[], everyMs = 60_000, isQuiet = false): readonly Notice[] {
  let memory: NoticeMemory | undefined;
  return states.flatMap((state, index) => {
    const step = nextNotices(memory, state, index * everyMs, isQuiet);
    memory = step.memory;
    return step.notices;
  });
}

describe('a change of state', () => {
  it.each<[string, Watched, Watched, readonly Notice[]]>([
    ['nothing new', calm, calm, []],
    [
      'a key is refused',
      calm,
      { ...calm, refusedProviders: ['openai'] },
      [{ kind: 'key-refused', provider: 'openai' }],
    ],
    [
      'a key is still refused',
      { ...calm, refusedProviders: ['openai'] },
      { ...calm, refusedProviders: ['openai'] },
      [],
    ],
    [
      'the budget is reached',
      calm,
      { ...calm, budget },
      [{ kind: 'budget-reached', spentUsd: 5.01, budgetUsd: 5 }],
    ],
    ['more is spent after that', { ...calm, budget }, { ...calm, budget: { ...budget, spentUsd: 6 } }, []],
    [
      'a turn moves',
      calm,
      moved(move),
      [{ kind: 'moved', from: 'openai', to: 'gemini', reason: 'openai: rate limit (429)' }],
    ],
    ['a move that was seen', moved(move), moved(move), []],
    ['a move that is no longer listed', moved(move), calm, []],
    ['Codex’s configuration is swapped', calm, { ...calm, isSwapActive: true }, []],
    [
      'the key chain keeps remembered keys back',
      calm,
      { ...calm, isKeychainSilent: true },
      [{ kind: 'keychain-silent' }],
    ],
    ['and put back', { ...calm, isSwapActive: true }, calm, [{ kind: 'restored' }]],
    ['routing is given up', calm, { ...calm, isGivenUp: true }, [{ kind: 'given-up' }]],
    ['and started again', { ...calm, isGivenUp: true }, calm, []],
  ])('%s', (_, before, after, notices) => {
    expect(told([before, after])).toEqual(notices);
  });
});

describe('notices', () => {
  it('tell at the start already that the key chain keeps remembered keys back', () => {
    expect(told([{ ...calm, isKeychainSilent: true }])).toEqual([{ kind: 'keychain-silent' }]);
  });

  it('tell nothing of what held already at the start', () => {
    expect(told([{ ...calm, refusedProviders: ['openai'], budget }])).toEqual([]);
  });

  it('tell of many threads that leave one provider once', () => {
    const many = Array.from({ length: 10 }, (_, index) => ({ ...move, id: `req_${index}` }));
    expect(told([calm, moved(...many)])).toHaveLength(1);
  });

  it('do not repeat a move that goes back and forth, until ten minutes are over', () => {
    const states = Array.from({ length: 20 }, (_, minute) =>
      moved({ ...move, id: `there ${minute}` }, { id: `back ${minute}`, from: 'gemini', to: 'openai' }),
    );
    const told20 = told([calm, ...states]).map(notice => notice.kind === 'moved' && notice.to);
    expect(told20).toEqual(['gemini', 'openai', 'gemini', 'openai']);
  });

  it('tell of the budget once a day, also when it is raised and reached again', () => {
    expect(
      told([calm, { ...calm, budget }, calm, { ...calm, budget: { ...budget, budgetUsd: 6 } }]),
    ).toHaveLength(1);
    const tomorrow = { ...calm, budget: { ...budget, day: '2026-02-01' } };
    expect(told([calm, { ...calm, budget }, tomorrow])).toHaveLength(2);
  });

  it('in quiet mode tell nothing, and do not make up for it afterwards', () => {
    const refused = { ...calm, refusedProviders: ['openai'] };
    expect(told([calm, refused], 60_000, true)).toEqual([]);
    const quiet = nextNotices(nextNotices(undefined, calm, 0, true).memory, refused, 1, true);
    expect(nextNotices(quiet.memory, refused, 2, false).notices).toEqual([]);
  });
});
