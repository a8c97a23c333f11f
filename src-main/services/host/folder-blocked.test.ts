import { describe, expect, it } from 'vitest';
import { folderBlocked } from './folder-blocked.ts';

describe('a file of Signalbox’s own that cannot be used', () => {
  it.each([
    ['ENOSPC', 'the disk is full', 'Free some space there'],
    ['EDQUOT', 'the disk is full', 'Free some space there'],
    ['EROFS', 'the disk is read-only', 'SIGNALBOX_HOME'],
    ['EACCES', 'cannot be read or written', 'Check who may write in /data/state'],
  ])('by %s is explained: %s', (code, message, remedy) => {
    const error = folderBlocked('/data/state/x', Object.assign(new Error(code), { code }));
    expect(error.message).toContain('/data/state/x');
    expect(error.message).toContain(message);
    expect(error.remedy).toContain(remedy);
  });
});
