import { useId } from 'react';
import styles from './tick.module.css';

interface TickProps {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  /** Its call is under way: it keeps the focus, says so, and does nothing. */
  readonly isBusy?: boolean;
  readonly onChange: (isOn: boolean) => void;
}

/** A choice that holds as soon as it is ticked; it shows what is so, not what was asked for. */
export const Tick = ({ label, hint, isOn, isBusy = false, onChange }: TickProps) => {
  const id = useId();
  return (
    <div className={styles.tick}>
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        aria-busy={isBusy || undefined}
        {...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` })}
        onChange={event => {
          if (!isBusy) onChange(event.target.checked);
        }}
      />
      <div>
        <label htmlFor={id}>{label}</label>
        {hint === undefined ? null : (
          <span id={`${id}-hint`} className={styles.hint}>
            {hint}
          </span>
        )}
      </div>
    </div>
  );
};
