import { describe, expect, it } from 'vitest';
import { isLocalOnlyFolder } from './local-only-folder.ts';
import { requestFacts } from './request-facts.ts';

const SESSION = '01a1fd64-258a-7483-8286-5b9ea08f3c94';
const THREAD = '01a1fd64-25e6-7330-8f27-115efc15c02e';
const facts = (metadata: unknown, headers: Readonly<Record<string, string>> = {}, cacheKey?: string) => {
  const all: Readonly<Record<string, string>> = {
    'session-id': SESSION,
    'thread-id': SESSION,
    'x-codex-turn-metadata': typeof metadata === 'string' ? metadata : JSON.stringify(metadata),
    ...headers,
  };
  return requestFacts(name => all[name], cacheKey);
};

describe('what Codex sends is told by its headers', () => {
  it.each([
    ['turn', { request_kind: 'turn', thread_source: 'user', turn_trigger: 'exec' }, {}],
    ['title', { request_kind: 'turn', thread_source: 'thread_title' }, {}],
    [
      'compaction',
      { request_kind: 'compaction', thread_source: 'user', compaction: { trigger: 'auto' } },
      {},
    ],
    [
      'compaction',
      { request_kind: 'compaction', thread_source: 'subagent', subagent_kind: 'thread_spawn' },
      {},
    ],
    [
      'guardian',
      { request_kind: 'turn', thread_source: 'guardian_review', subagent_kind: 'guardian' },
      { 'x-openai-subagent': 'guardian' },
    ],
    [
      'review',
      { request_kind: 'turn', thread_source: 'subagent', subagent_kind: 'review' },
      { 'x-openai-subagent': 'review' },
    ],
    [
      'subagent',
      { request_kind: 'turn', thread_source: 'subagent', subagent_kind: 'thread_spawn' },
      { 'x-openai-subagent': 'collab_spawn' },
    ],
    ['subagent', {}, { 'x-openai-subagent': 'something_new' }],
    ['turn', 'not json', {}],
    ['turn', '[]', {}],
  ])('%s', (kind, metadata, headers) => {
    expect(facts(metadata, headers).kind).toBe(kind);
  });

  it('a sub-agent is its own conversation', () => {
    const { conversationId } = facts({ thread_source: 'subagent' }, { 'thread-id': THREAD });
    expect(conversationId).toBe(THREAD);
  });

  it('another client has no kind of its own, and is known by its prompt cache key', () => {
    expect(requestFacts(() => undefined, 'key-1')).toEqual({
      kind: 'other',
      conversationId: 'key-1',
      turnId: undefined,
      folders: [],
    });
  });

  it('gives the folders of the session', () => {
    expect(facts({ turn_id: 't1', workspaces: { '/home/a/work': { has_changes: true } } })).toMatchObject({
      turnId: 't1',
      folders: ['/home/a/work'],
    });
  });
});

describe('a local-only folder', () => {
  it.each([
    ['/home/a/secret', ['/home/a/secret'], true],
    ['/home/a/secret/deep/er', ['/home/a/secret/'], true],
    ['/home/a/secrets', ['/home/a/secret'], false],
    ['/home/a', ['/home/a/secret'], false],
    ['c:\\Code\\Secret\\x', ['C:/code/secret'], true],
    ['/Home/A/secret', ['/home/a/secret'], true],
    ['/home/a/secret//x/', ['/home/a/secret//'], true],
    ['/home/a/open/../secret/x', ['/home/a/./secret'], true],
    ['/home/a/secret/../open', ['/home/a/secret'], false],
    ['/home/a/gehe\u0301im', ['/home/a/geh\u00e9im'], true],
    ['\\\\?\\C:\\code\\secret', ['C:\\code\\secret\\'], true],
    ['\\\\?\\UNC\\server\\share\\x', ['\\\\server\\share'], true],
    ['C:\\x', ['C:\\'], true],
    ['/home/a/secret/inner', ['/home/a', '/home/a/secret/inner/most'], true],
    ['/anything', ['/'], true],
    ['/home/a', [], false],
  ])('%s under %j: %s', (folder, folders, expected) => {
    expect(isLocalOnlyFolder(folder, folders)).toBe(expected);
  });
});
