import { useEffect, useState } from 'react';
import { selectSkewMs } from './selectors.ts';
import { useApp } from './use-app.ts';

/**
 * The program's clock, epoch milliseconds, read again every second while `isRunning`: for ages and countdowns
 * between two snapshots.
 */
export const useProgramClock = (isRunning: boolean): number => {
  const skewMs = useApp(selectSkewMs);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!isRunning) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return nowMs + skewMs;
};
