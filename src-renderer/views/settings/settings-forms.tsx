import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SettingsFiles, SettingsProblem } from '../../../src-main/contract/settings-files.ts';
import { useAppStore } from '../../state/use-app.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { FullText } from '../../ui/clipped.tsx';
import { Field } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProblemList } from './problem-list.tsx';
import { ProgramPanel } from './program-panel.tsx';
import styles from './settings.module.css';
import { SettingsControl } from './settings-control.tsx';
import {
  readField,
  SETTINGS_FIELDS,
  SETTINGS_GROUPS,
  type SettingsField,
  textOf,
  type ValueInForce,
  valueInForce,
} from './settings-fields.ts';
import { useSaveSettings } from './use-save-settings.ts';

export const SettingsForms = ({ settings }: { readonly settings: SettingsFiles }) => {
  const { t } = useTranslation();
  return (
    <div className={styles.groups}>
      {settings.files.map(file => (
        <UndoNotice key={file.file} file={file} />
      ))}
      {SETTINGS_GROUPS.map(group => {
        const fields = SETTINGS_FIELDS.filter(field => field.group === group).flatMap(field => {
          const inForce = valueInForce(settings, field);
          const file = settings.files.find(known => known.file === field.file);
          return inForce && file ? [{ field, inForce, file }] : [];
        });
        return fields.length === 0 ? null : (
          <Panel key={group} title={t(`settings.group.${group}`)}>
            {fields.map(({ field, inForce, file }) => (
              <FieldForm
                key={`${field.id} ${JSON.stringify(inForce.value)}`}
                field={field}
                inForce={inForce}
                file={file}
              />
            ))}
          </Panel>
        );
      })}
      <ProgramPanel />
    </div>
  );
};

const UndoNotice = ({ file }: Pick<FieldFormProps, 'file'>) => {
  const { t } = useTranslation();
  const { undo, canUndo } = useSaveSettings(file);
  return canUndo ? (
    <Notice
      tone="ok"
      title={file.file}
      actions={<Button onClick={() => void undo()}>{t('settings.undo')}</Button>}
    />
  ) : null;
};

interface FieldFormProps {
  readonly field: SettingsField;
  readonly inForce: ValueInForce;
  readonly file: SettingsFiles['files'][number];
}

/** One value: in force, where from, and a way to change it. What a flag or the environment sets is not ours to change. */
const FieldForm = ({ field, inForce, file }: FieldFormProps) => {
  const { t } = useTranslation();
  const store = useAppStore();
  const { edit } = useSaveSettings(file);
  const [isChanged, setIsChanged] = useState(false);
  const [isWrong, setIsWrong] = useState(false);
  const [problems, setProblems] = useState<readonly SettingsProblem[]>([]);
  const label = t(`settings.field.${field.id}`);
  const isFixed = inForce.source === 'flag' || inForce.source === 'environment';
  const start = textOf(inForce.value);

  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const value = readField(field.kind, String(new FormData(event.currentTarget).get('value') ?? ''));
    setIsWrong(value === undefined);
    if (value === undefined) return;
    const found = await edit([{ path: [...field.path], value }]);
    setProblems(found ?? []);
    if (found?.length === 0) await store.load('settings.get', undefined);
  };

  return (
    <form
      className={classes(styles.form, field.kind.kind === 'lines' && styles.long)}
      onSubmit={event => void submit(event)}
      noValidate
      aria-label={label}
    >
      <Field
        label={label}
        hint={
          <>
            {t(`settings.source.${inForce.source}`, { envName: inForce.envName ?? '' })}
            {field.kind.kind === 'lines' ? ` · ${t('settings.oneALine')}` : ''}
          </>
        }
        error={isWrong ? <FullText text={t('settings.notSaved')} /> : undefined}
      >
        {control => (
          <div className={styles.entry}>
            <SettingsControl
              control={control}
              kind={field.kind}
              start={start}
              isFixed={isFixed}
              onChange={typed => setIsChanged(typed !== start)}
            />
            {isChanged ? (
              <Button look="primary" type="submit" aria-label={t('settings.applyFor', { label })}>
                {t('settings.apply')}
              </Button>
            ) : null}
          </div>
        )}
      </Field>
      {problems.length > 0 ? <ProblemList problems={problems} /> : null}
    </form>
  );
};
