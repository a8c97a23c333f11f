import { useTranslation } from 'react-i18next';
import type { OllamaSnapshot } from '../../../src-main/contract/figures-snapshot.ts';
import { formatBytes } from '../../format.ts';
import { Told } from '../../parts/told.tsx';
import { selectIsBusy, selectOllama } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { useLocale } from '../../state/use-locale.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import type { Tone } from '../../ui/shape.tsx';
import styles from './now.module.css';

const TONES: Readonly<Record<OllamaSnapshot['phase'], Tone>> = {
  'not-installed': 'idle',
  stopped: 'idle',
  starting: 'busy',
  running: 'ok',
  external: 'ok',
  failed: 'bad',
};

const selectIsStarting = selectIsBusy('ollama.start');
const selectIsStopping = selectIsBusy('ollama.stop');
const selectIsPulling = selectIsBusy('ollama.pull');

export const OllamaPanel = () => {
  const { t } = useTranslation();
  const store = useAppStore();
  const ollama = useApp(selectOllama);
  const isStarting = useApp(selectIsStarting);
  const isStopping = useApp(selectIsStopping);
  const isPulling = useApp(selectIsPulling);
  if (ollama === undefined) return null;
  const { phase, model, isModelPresent, pull, message, said } = ollama;
  const isUp = phase === 'running' || phase === 'external';
  return (
    <Panel
      title={t('figures.ollama.title')}
      actions={
        <>
          {phase === 'stopped' || phase === 'failed' ? (
            <Button isBusy={isStarting} onClick={() => void store.command('ollama.start', undefined)}>
              {t('figures.ollama.start')}
            </Button>
          ) : null}
          {phase === 'running' ? (
            <Button isBusy={isStopping} onClick={() => void store.command('ollama.stop', undefined)}>
              {t('figures.ollama.stop')}
            </Button>
          ) : null}
          {isUp && !isModelPresent && !pull ? (
            <Button isBusy={isPulling} onClick={() => void store.command('ollama.pull', undefined)}>
              {t('figures.ollama.pull', { model })}
            </Button>
          ) : null}
          {pull ? (
            <Button onClick={() => void store.command('ollama.cancelPull', undefined)}>
              {t('figures.ollama.cancel')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={styles.state}>
        <Badge tone={TONES[phase]}>{t(`figures.ollama.phase.${phase}`)}</Badge>
        <p>{t(`figures.ollama.text.${phase}`)}</p>
        {isUp ? (
          <Badge tone={isModelPresent ? 'ok' : 'idle'}>
            {isModelPresent
              ? t('figures.ollama.modelPresent', { model })
              : t('figures.ollama.modelAbsent', { model })}
          </Badge>
        ) : null}
      </div>
      {pull ? <PullProgress model={model} pull={pull} /> : null}
      {message ? <Told of={{ message, said }} field="message" /> : null}
    </Panel>
  );
};

interface PullProgressProps {
  readonly model: string;
  readonly pull: NonNullable<OllamaSnapshot['pull']>;
}

const PullProgress = ({ model, pull }: PullProgressProps) => {
  const { t } = useTranslation();
  const locale = useLocale();
  return (
    <div className={styles.state}>
      <progress
        aria-label={t('figures.ollama.pulling', { model })}
        {...(pull.totalBytes === undefined ? {} : { max: pull.totalBytes, value: pull.completedBytes })}
      />
      <span>
        {t('figures.ollama.pulled', {
          done: formatBytes(locale, pull.completedBytes),
          total: formatBytes(locale, pull.totalBytes),
        })}
      </span>
    </div>
  );
};
