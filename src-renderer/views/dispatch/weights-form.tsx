import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SoftScoreWeights } from '../../../src-main/contract/dispatch-snapshot.ts';
import { selectIsBusy } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './dispatch.module.css';
import { readWeights, WEIGHT_NAMES } from './read-weights.ts';

const selectIsPreviewing = selectIsBusy('dispatch.preview');
const selectIsApplying = selectIsBusy('dispatch.setWeights');

interface WeightsFormProps {
  readonly weights: SoftScoreWeights;
  readonly temperature: number;
}

export const WeightsForm = ({ weights, temperature }: WeightsFormProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const isPreviewing = useApp(selectIsPreviewing);
  const isApplying = useApp(selectIsApplying);
  const form = useRef<HTMLFormElement>(null);
  const [isWrong, setIsWrong] = useState(false);
  // A preview belongs to what is typed here: it goes when the form does.
  useEffect(() => () => store.forgetAnswer('dispatch.preview'), [store]);

  const read = (): ReturnType<typeof readWeights> => {
    const input = form.current ? readWeights(new FormData(form.current)) : undefined;
    setIsWrong(input === undefined);
    return input;
  };
  const preview = (event: FormEvent): void => {
    event.preventDefault();
    const input = read();
    if (input) void store.load('dispatch.preview', input);
  };
  const apply = (): void => {
    const input = read();
    if (input === undefined) return;
    const undone = { done: t('dispatch.weights.undone') };
    void store.command('dispatch.setWeights', input, {
      done: t('dispatch.weights.applied'),
      undo: () => void store.command('dispatch.setWeights', { weights, temperature }, undone),
    });
  };
  const reset = (): void => {
    form.current?.reset();
    setIsWrong(false);
    store.forgetAnswer('dispatch.preview');
  };

  return (
    <Panel title={t('dispatch.weights.title')} note={t('dispatch.weights.note')}>
      <form ref={form} className={styles.weights} onSubmit={preview} noValidate>
        {WEIGHT_NAMES.map(name => (
          <Field key={name} label={t(`dispatch.weights.${name}`)}>
            {control => (
              <Input
                {...control}
                name={name}
                type="number"
                min="0"
                step="0.01"
                defaultValue={name === 'temperature' ? temperature : weights[name]}
              />
            )}
          </Field>
        ))}
        <div className={styles.buttons}>
          <Button type="submit" isBusy={isPreviewing}>
            {t('dispatch.weights.preview')}
          </Button>
          <Button look="primary" isBusy={isApplying} onClick={apply}>
            {t('dispatch.weights.apply')}
          </Button>
          <Button look="quiet" onClick={reset}>
            {t('dispatch.weights.reset')}
          </Button>
        </div>
      </form>
      {isWrong ? <Notice tone="bad" title={t('dispatch.weights.problem')} /> : null}
      <PreviewNotice />
    </Panel>
  );
};

const selectPreviewIsMissing = (state: { answers: { 'dispatch.preview'?: { preview?: unknown } } }) =>
  state.answers['dispatch.preview'] !== undefined && state.answers['dispatch.preview'].preview === undefined;

const PreviewNotice = () => {
  const { t } = useTranslation();
  return useApp(selectPreviewIsMissing) ? (
    <Notice tone="warn" title={t('dispatch.weights.noPreview')} />
  ) : null;
};
