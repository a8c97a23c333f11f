import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { routeTo, type View } from '../state/route.ts';
import {
  selectCodex,
  selectHasAnyKey,
  selectHost,
  selectPhase,
  selectRequests,
  selectView,
} from '../state/selectors.ts';
import { useApp } from '../state/use-app.ts';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import { Panel } from '../ui/panel.tsx';
import { Shape, type Tone } from '../ui/shape.tsx';
import styles from './getting-started.module.css';
import { LaunchButton } from './launch-button.tsx';
import { RoutingSwitch } from './routing-switch.tsx';

const goTo = (view: View): void => {
  location.hash = routeTo(view);
};

type StepState = 'done' | 'next' | 'later';
const TONES: Readonly<Record<StepState, Tone>> = { done: 'ok', next: 'busy', later: 'idle' };

/**
 * From nothing to a routed Codex: add a key, save it, launch, choose the folder. Shown until the first request
 * came through; each step carries the one button that does it, and launching starts routing where it does not
 * run yet.
 */
export const GettingStarted = () => {
  const { t } = useTranslation();
  const hasKey = useApp(selectHasAnyKey);
  const phase = useApp(selectPhase);
  const view = useApp(selectView);
  const recentFolder = useApp(selectCodex)?.recentFolders[0];
  // A browser cannot show a folder of this machine: there the path is typed, on the Codex page.
  const canChooseFolder = useApp(selectHost) === 'tray';
  const hasRequests = useApp(selectRequests).length > 0;
  if (hasRequests) return null;
  const isRunning = phase === 'ready';
  return (
    <Panel title={t('guide.title')}>
      <ol className={styles.steps}>
        <Step
          state={hasKey ? 'done' : 'next'}
          title={hasKey ? t('guide.keyDone') : t('guide.key')}
          text={t('guide.keyText')}
        >
          {view === 'keys' ? null : (
            <Button look={hasKey ? 'plain' : 'primary'} onClick={() => goTo('keys')}>
              {t('guide.addKey')}
            </Button>
          )}
        </Step>
        <Step
          state={isRunning ? 'done' : hasKey ? 'next' : 'later'}
          title={isRunning ? t('guide.startDone') : t('guide.start')}
          text={t('guide.startText')}
        >
          {isRunning ? null : <RoutingSwitch look={hasKey ? 'primary' : 'plain'} />}
        </Step>
        <Step state={isRunning ? 'next' : 'later'} title={t('guide.launch')} text={t('guide.launchText')}>
          {isRunning || hasKey ? (
            <LaunchButton
              mode="routed"
              folder={recentFolder}
              look={isRunning ? 'primary' : 'plain'}
              {...(canChooseFolder ? {} : { onNoFolder: () => goTo('codex') })}
            />
          ) : null}
        </Step>
      </ol>
    </Panel>
  );
};

interface StepProps {
  readonly state: StepState;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

const Step = ({ state, title, text, children }: StepProps) => {
  const { t } = useTranslation();
  return (
    <li className={classes(styles.step, styles[state])} aria-current={state === 'next' ? 'step' : undefined}>
      <span className={styles.mark}>
        <Shape tone={TONES[state]} /> {t(`guide.${state}`)}
      </span>
      <span className={styles.title}>{title}</span>
      <span className={styles.text}>{text}</span>
      <span className={styles.action}>{children}</span>
    </li>
  );
};
