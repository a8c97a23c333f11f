import { inspect } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { AppError } from '../../domain/errors/app-error.ts';
import { createKeyVault } from './key-vault.ts';
import type { NotedKeychain } from './noted-keychain.ts';

const PROVIDERS = [
  { provider: 'openai', label: 'OpenAI', envName: 'OPENAI_API_KEY' },
  { provider: 'gemini', label: 'Gemini', envName: 'GEMINI_API_KEY' },
];
const CANARY = 'sk-canary-5f1d9c';

function vaultWith(env: Record<string, string | undefined> = {}, stored: Record<string, string> = {}) {
  const keychain = new Map(Object.entries(stored));
  const fake: NotedKeychain = {
    noted: async () => [...keychain.keys()],
    find: async providers => Object.fromEntries([...keychain].filter(([name]) => providers.includes(name))),
    set: async (provider, key) => void keychain.set(provider, key),
    delete: async provider => void keychain.delete(provider),
  };
  const vault = createKeyVault(PROVIDERS, env, fake, cause => {
    throw cause;
  });
  return { vault, keychain, env };
}

describe('the key vault', () => {
  it('takes keys out of the environment, so that children do not get them', () => {
    const { vault, env } = vaultWith({ OPENAI_API_KEY: ` ${CANARY}\n`, GEMINI_API_KEY: '', PATH: '/bin' });
    expect(env).toEqual({ PATH: '/bin' });
    expect(vault.reveal()).toEqual({ openai: CANARY });
    expect(vault.statuses()).toMatchObject([
      { provider: 'openai', present: true, source: 'environment' },
      { provider: 'gemini', present: false },
    ]);
  });

  it('tells nobody the key: not by status, JSON, string or inspection', async () => {
    const { vault } = vaultWith();
    await vault.set('openai', CANARY, false);
    const everything = [vault.statuses(), vault.get('openai'), vault];
    expect(
      JSON.stringify(everything) + String(vault.get('openai')) + inspect(everything, { depth: 9 }),
    ).not.toContain(CANARY);
  });

  it('remembers only what it is told to, and forgets it everywhere', async () => {
    const { vault, keychain } = vaultWith();
    await vault.set('openai', CANARY, false);
    expect(keychain.size).toBe(0);
    await vault.set('openai', CANARY, true);
    expect(keychain.get('openai')).toBe(CANARY);
    await vault.set('openai', 'another-key', false);
    expect(keychain.size).toBe(0);
    await vault.set('gemini', CANARY, true);
    await vault.forgetAll();
    expect([keychain.size, vault.reveal()]).toEqual([0, {}]);
  });

  it('brings remembered keys back, but never over one that was typed or set in the environment', async () => {
    const { vault } = vaultWith({ OPENAI_API_KEY: 'from-environment' }, { openai: 'old', gemini: 'kept' });
    await vault.readNotes();
    expect(await vault.recall()).toEqual([]);
    expect(vault.reveal()).toEqual({ openai: 'from-environment', gemini: 'kept' });
    expect(vault.statuses()).toMatchObject([{ remembered: true }, { remembered: true, source: 'keychain' }]);
  });

  it('lets a key that comes late neither return after it was forgotten nor replace one typed meanwhile', async () => {
    let open: (keys: Record<string, string>) => void = () => undefined;
    const locked: NotedKeychain = {
      noted: async () => ['openai', 'gemini'],
      find: () =>
        new Promise(resolve => {
          open = resolve;
        }),
      set: async () => undefined,
      delete: () => Promise.reject(new AppError('unavailable', 'locked.')),
    };
    const vault = createKeyVault(PROVIDERS, {}, locked, () => undefined);
    await vault.readNotes();
    const recalled = vault.recall();
    await expect(vault.forget('openai')).rejects.toThrow('locked. The key is gone from memory');
    await vault.set('gemini', 'typed-meanwhile', true);
    open({ openai: CANARY, gemini: 'older' });
    expect([await recalled, vault.reveal()]).toEqual([[], { gemini: 'typed-meanwhile' }]);
  });

  it('names the providers whose remembered key the keychain does not give out', async () => {
    const { vault, keychain } = vaultWith({}, { openai: 'old', gemini: 'kept' });
    await vault.readNotes();
    keychain.delete('openai');
    expect(await vault.recall()).toEqual(['openai']);
  });

  it('keeps the key in memory when the keychain fails, and says so', async () => {
    const failing: NotedKeychain = {
      noted: async () => [],
      find: async () => ({}),
      set: () => Promise.reject(new AppError('unavailable', 'no keychain')),
      delete: async () => undefined,
    };
    const vault = createKeyVault(PROVIDERS, {}, failing, () => undefined);
    await expect(vault.set('openai', CANARY, true)).rejects.toThrow('no keychain');
    expect(vault.statuses()[0]).toMatchObject({ present: true, remembered: false });
  });

  it('brings a key back for eight seconds, into the keychain too, and then has it no more', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { vault, keychain } = vaultWith();
    await vault.set('openai', CANARY, true);
    await vault.set('gemini', 'gm-another', false);
    await vault.forgetAll({ canUndo: true });
    expect([keychain.size, vault.reveal()]).toEqual([0, {}]);
    vi.advanceTimersByTime(7999);
    await vault.bringBack();
    expect([...keychain]).toEqual([['openai', CANARY]]);
    expect(vault.reveal()).toEqual({ openai: CANARY, gemini: 'gm-another' });
    expect(vault.statuses()).toMatchObject([{ remembered: true }, { remembered: false, source: 'typed' }]);

    await vault.forget('openai', { canUndo: true });
    vi.advanceTimersByTime(8000);
    await expect(vault.bringBack()).rejects.toMatchObject({ detail: 'too_late' });
    expect([keychain.size, vault.reveal()]).toEqual([0, { gemini: 'gm-another' }]);
  });

  it('brings a key of the environment back for good: a change of router.yaml does not take it again', async () => {
    const { vault } = vaultWith({ OPENAI_API_KEY: CANARY });
    await vault.forget('openai', { canUndo: true });
    await vault.bringBack();
    vault.setProviders(PROVIDERS);
    expect(vault.statuses()[0]).toMatchObject({ present: true, source: 'environment' });
  });

  it('brings nothing back that was forgotten for good, or typed anew meanwhile', async () => {
    const { vault } = vaultWith();
    await vault.set('openai', CANARY, false);
    await vault.forget('openai', { canUndo: true });
    await vault.set('openai', 'sk-newer-one', false);
    await expect(vault.bringBack()).rejects.toMatchObject({ detail: 'too_late' });
    await vault.forget('openai');
    await expect(vault.bringBack()).rejects.toMatchObject({ detail: 'too_late' });
    expect(vault.reveal()).toEqual({});
  });

  it('refuses a provider it does not know', async () => {
    await expect(vaultWith().vault.set('nobody', CANARY, false)).rejects.toMatchObject({
      detail: 'unknown_provider',
    });
  });

  it('says that something changed, once it did', async () => {
    const { vault } = vaultWith();
    let seen = '';
    using _ = vault.onChange(() => {
      seen += vault.statuses()[0]?.present ? 'present ' : 'absent ';
    });
    await vault.set('openai', CANARY, false);
    await vault.forget('openai');
    expect(seen.trim()).toMatch(/^(present )+absent$/);
  });

  it('takes keys for providers it learns of later, and keeps the key of one that is named no more', () => {
    const { vault, env } = vaultWith({ OPENAI_API_KEY: CANARY, GATEWAY_KEY: 'gw-77c2', PATH: '/bin' });
    const gateway = { provider: 'gateway', label: 'gateway', envName: 'GATEWAY_KEY' };
    vault.setProviders([gateway, { provider: 'keyed', label: 'keyed', envName: '' }]);
    expect(env).toEqual({ PATH: '/bin' });
    expect(vault.reveal()).toEqual({ openai: CANARY, gateway: 'gw-77c2' });
    expect(vault.statuses().map(({ provider, present }) => [provider, present])).toEqual([
      ['gateway', true],
      ['keyed', false],
      ['openai', true],
    ]);
  });

  it('does not let the environment replace what was typed', async () => {
    const { vault } = vaultWith({ MY_OPENAI: 'sk-of-the-environment' });
    await vault.set('openai', CANARY, false);
    vault.setProviders([{ provider: 'openai', label: 'OpenAI', envName: 'MY_OPENAI' }]);
    expect(vault.reveal()).toEqual({ openai: CANARY });
  });

  it('takes a provider’s key from the variable that router.yaml names, and from no other', async () => {
    const { vault, env } = vaultWith({ OPENAI_API_KEY: CANARY, MY_OPENAI: 'sk-mine', PATH: '/bin' });
    const openai = (envName: string) => [{ provider: 'openai', label: 'OpenAI', envName }];
    vault.setProviders(openai('MY_OPENAI'));
    expect([vault.reveal(), env]).toEqual([{ openai: 'sk-mine' }, { PATH: '/bin' }]);
    vault.setProviders(openai('NOT_SET'));
    expect(vault.reveal()).toEqual({});
    vault.setProviders(openai('OPENAI_API_KEY'));
    expect(vault.reveal()).toEqual({ openai: CANARY });
    await vault.forget('openai');
    vault.setProviders(openai('OPENAI_API_KEY'));
    expect(vault.reveal()).toEqual({});
  });

  it('gives two providers that name one variable the same key', () => {
    const { vault } = vaultWith({ SHARED: 'sk-shared' });
    const named = (provider: string) => ({ provider, label: provider, envName: 'SHARED' });
    vault.setProviders([named('a'), named('b')]);
    expect(vault.reveal()).toEqual({ a: 'sk-shared', b: 'sk-shared' });
  });
});
