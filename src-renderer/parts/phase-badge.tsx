import { useTranslation } from 'react-i18next';
import type { RoutingPhase } from '../../src-main/contract/snapshot.ts';
import { Badge } from '../ui/badge.tsx';
import type { Tone } from '../ui/shape.tsx';

const TONES: Readonly<Record<RoutingPhase, Tone>> = {
  stopped: 'idle',
  starting: 'busy',
  ready: 'ok',
  draining: 'busy',
  'backing-off': 'warn',
  failed: 'bad',
};

interface PhaseBadgeProps {
  readonly phase: RoutingPhase;
  readonly isLarge?: boolean;
}

export const PhaseBadge = ({ phase, isLarge = false }: PhaseBadgeProps) => {
  const { t } = useTranslation();
  return (
    <Badge tone={TONES[phase]} isLarge={isLarge}>
      {t(`shell.phase.${phase}`)}
    </Badge>
  );
};
