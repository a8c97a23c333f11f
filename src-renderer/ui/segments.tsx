import { Button } from './button.tsx';
import styles from './segments.module.css';

interface SegmentsProps<Name extends string> {
  readonly label: string;
  readonly chosen: Name;
  readonly choices: readonly { readonly name: Name; readonly title: string }[];
  readonly onChoose: (name: Name) => void;
}

/** One of a few, each one click away. */
export const Segments = <Name extends string>({ label, chosen, choices, onChoose }: SegmentsProps<Name>) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame and legend
  <div role="group" aria-label={label} className={styles.segments}>
    {choices.map(({ name, title }) => (
      <Button
        key={name}
        look={name === chosen ? 'chosen' : 'plain'}
        aria-pressed={name === chosen}
        onClick={() => onChoose(name)}
      >
        {title}
      </Button>
    ))}
  </div>
);
