import { UNKNOWN } from '../format.ts';
import { Clipped } from '../ui/clipped.tsx';

interface ReasonLineProps {
  readonly of: { readonly reason?: string | undefined; readonly errorCode?: string | undefined };
}

/** The line as the request log has it: its format is fixed, its words are English. */
export const ReasonLine = ({ of: { reason, errorCode } }: ReasonLineProps) =>
  reason === undefined ? <Clipped text={errorCode ?? UNKNOWN} /> : <Clipped text={reason} lang="en" />;
