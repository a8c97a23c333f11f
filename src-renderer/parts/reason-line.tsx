import { UNKNOWN } from '../format.ts';
import { tellReason } from '../i18n/tell-reason.ts';
import { Clipped } from '../ui/clipped.tsx';

interface ReasonLineProps {
  readonly of: { readonly reason?: string | undefined; readonly errorCode?: string | undefined };
  readonly locale: string;
}

/** Why a request went where it went, on one line. */
export const ReasonLine = ({ of: { reason, errorCode }, locale }: ReasonLineProps) => (
  <Clipped {...(reason === undefined ? { text: errorCode ?? UNKNOWN } : tellReason(locale, reason))} />
);
