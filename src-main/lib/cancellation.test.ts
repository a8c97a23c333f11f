import { describe, expect, it } from 'vitest';
import { CancellationSource } from './cancellation.ts';

describe('a cancellation', () => {
  it('tells everybody who listens, once, and keeps the first reason', () => {
    const source = new CancellationSource();
    const heard: string[] = [];
    source.onCancel(({ message }) => heard.push(`one: ${message}`));
    source.onCancel(({ message }) => heard.push(`two: ${message}`));
    source.cancel(new Error('first'));
    source.cancel(new Error('second'));
    expect(heard).toEqual(['one: first', 'two: first']);
    expect(source.reason?.message).toBe('first');
  });

  it('leaves alone who stopped listening, and who came too late', () => {
    const source = new CancellationSource();
    const heard: string[] = [];
    const gone = () => heard.push('gone');
    source.onCancel(gone);
    source.offCancel(gone);
    source.cancel(new Error('over'));
    source.onCancel(() => heard.push('late'));
    expect(heard).toEqual([]);
  });
});
