import type { Fault } from '../../src-main/contract/snapshot.ts';
import { Notice } from '../ui/notice.tsx';
import { Remedy, Told } from './told.tsx';

/** A fault in its own words, with what to do about it. */
export const FaultNotice = ({
  fault,
  tone = 'bad',
}: {
  readonly fault: Fault;
  readonly tone?: 'bad' | 'warn';
}) => (
  <Notice tone={tone} title={<Told of={fault} field="message" />}>
    {fault.remedy ? <Remedy of={fault} /> : null}
  </Notice>
);
