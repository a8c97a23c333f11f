import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyStatus } from '../../../src-main/contract/snapshot.ts';
import { busyName } from '../../state/app-store.ts';
import { selectIsBusy, selectKeys } from '../../state/selectors.ts';
import { useApp, useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { ForgetKey } from './forget-key.tsx';
import { KeyStateLine } from './key-state-line.tsx';
import styles from './keys.module.css';
import { guessKeyProvider, type KeyProblem, readPastedKey } from './read-pasted-key.ts';

/**
 * One provider's key. The field is uncontrolled and is thrown away with its undo history once the key is sent:
 * neither the store nor React's state ever holds a key.
 */
export const KeyForm = ({ status }: { readonly status: KeyStatus }) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const { provider, label, present } = status;
  const isSaving = useApp(selectIsBusy(busyName('keys.set', provider)));
  const isChecking = useApp(selectIsBusy(busyName('keys.check', provider)));
  const labelOf = useApp(selectKeys);
  const [problem, setProblem] = useState<KeyProblem>();
  const [looksLike, setLooksLike] = useState<string>();
  const [fieldNumber, setFieldNumber] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const remember = useRef<HTMLInputElement>(null);

  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const read = readPastedKey(field.current?.value ?? '');
    setProblem(read.ok ? undefined : read.problem);
    if (!read.ok) {
      field.current?.focus();
      return;
    }
    const input = { provider, key: read.key, remember: remember.current?.checked ?? false };
    const isSaved = await store.command('keys.set', input, {
      about: provider,
      done: t('keys.saved', { label }),
    });
    if (!isSaved) return;
    if (field.current) field.current.value = '';
    setLooksLike(undefined);
    setFieldNumber(number => number + 1);
  };

  const inspect = (): void => {
    setProblem(undefined);
    const read = readPastedKey(field.current?.value ?? '');
    const guess = read.ok ? guessKeyProvider(read.key) : undefined;
    setLooksLike(guess === provider ? undefined : labelOf.find(key => key.provider === guess)?.label);
  };

  return (
    <form className={styles.form} onSubmit={event => void save(event)} aria-label={label} autoComplete="off">
      <div className={styles.head}>
        <h2>{label}</h2>
        <KeyStateLine status={status} />
      </div>
      <Field
        label={t('keys.field', { label })}
        hint={looksLike ? t('keys.looksLike', { label: looksLike }) : undefined}
        error={problem ? t(`keys.problem.${problem}`) : undefined}
      >
        {control => (
          <div className={styles.entry}>
            <Input
              {...control}
              key={fieldNumber}
              ref={field}
              type="password"
              isMono
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              // Room for what stands around a pasted key, too.
              maxLength={1024}
              placeholder={present ? t('keys.placeholderReplace') : t('keys.placeholder')}
              onInput={inspect}
            />
            <Button look="primary" type="submit" isBusy={isSaving} aria-label={t('keys.saveFor', { label })}>
              {t('keys.save')}
            </Button>
          </div>
        )}
      </Field>
      <div className={styles.actions}>
        <label className={styles.remember}>
          <input ref={remember} type="checkbox" aria-label={t('keys.rememberFor', { label })} />
          <span>{t('keys.remember')}</span>
        </label>
        <Button
          disabled={!present}
          isBusy={isChecking}
          aria-label={t('keys.checkFor', { label })}
          onClick={() => void store.command('keys.check', { provider }, { about: provider })}
        >
          {isChecking ? t('keys.checking') : t('keys.check')}
        </Button>
        <ForgetKey status={status} />
      </div>
    </form>
  );
};
