import { useTranslation } from 'react-i18next';
import type { FieldControl } from '../../ui/field.tsx';
import { Input, Select } from '../../ui/input.tsx';
import styles from './settings.module.css';
import type { FieldKind } from './settings-fields.ts';

interface SettingsControlProps {
  readonly control: FieldControl;
  readonly kind: FieldKind;
  readonly start: string;
  readonly isFixed: boolean;
  readonly onChange: (typed: string) => void;
}

/** The control that fits a kind of value; its form reads it by the name `value`. */
export const SettingsControl = ({ control, kind, start, isFixed, onChange }: SettingsControlProps) => {
  const { t } = useTranslation();
  const common = {
    ...control,
    name: 'value',
    defaultValue: start,
    disabled: isFixed,
    onChange: (event: { readonly target: { readonly value: string } }) => onChange(event.target.value),
  };
  switch (kind.kind) {
    case 'switch':
      return (
        <Select {...common}>
          <option value="true">{t('settings.yes')}</option>
          <option value="false">{t('settings.no')}</option>
        </Select>
      );
    case 'choice':
      return (
        <Select {...common}>
          {kind.choices.map(choice => (
            <option key={choice} value={choice}>
              {t(`settings.choice.${choice}`)}
            </option>
          ))}
        </Select>
      );
    case 'lines':
      return <textarea {...common} className={styles.lines} rows={3} spellCheck={false} />;
    case 'number':
      return (
        <Input
          {...common}
          type="number"
          min={kind.min}
          {...(kind.max === undefined ? {} : { max: kind.max })}
          step={kind.isWhole ? 1 : 'any'}
        />
      );
    case 'text':
      return <Input {...common} spellCheck={false} autoComplete="off" />;
  }
};
