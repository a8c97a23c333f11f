import type { Fault } from '../../src-main/contract/snapshot.ts';
import { FullText } from '../ui/clipped.tsx';
import { Notice } from '../ui/notice.tsx';

/** A fault in its own words, with what to do about it. */
export const FaultNotice = ({
  fault,
  tone = 'bad',
}: {
  readonly fault: Fault;
  readonly tone?: 'bad' | 'warn';
}) => (
  <Notice tone={tone} title={<FullText text={fault.message} />}>
    {fault.remedy ? <FullText text={fault.remedy} /> : null}
  </Notice>
);
