import { Button } from './button.tsx';
import { FullText } from './clipped.tsx';
import { Notice } from './notice.tsx';
import styles from './toast-list.module.css';

interface ToastListProps {
  readonly toasts: readonly {
    readonly id: number;
    readonly tone: 'ok' | 'bad';
    readonly text: string;
    readonly remedy?: string;
    readonly undo?: () => void;
  }[];
  readonly label: string;
  readonly dismissLabel: string;
  readonly undoLabel: string;
  readonly onDismiss: (id: number) => void;
}

/** What just happened, out of the way of what the person is doing; read out by screen readers. */
export const ToastList = ({ toasts, label, dismissLabel, undoLabel, onDismiss }: ToastListProps) => (
  <section className={styles.list} aria-label={label} aria-live="polite">
    {toasts.map(toast => (
      <div key={toast.id} className={styles.toast}>
        <Notice
          tone={toast.tone}
          title={<FullText text={toast.text} />}
          actions={
            <>
              {toast.undo ? (
                <Button
                  aria-keyshortcuts="Control+Z"
                  onClick={() => {
                    onDismiss(toast.id);
                    toast.undo?.();
                  }}
                >
                  {undoLabel}
                </Button>
              ) : null}
              <Button look="quiet" onClick={() => onDismiss(toast.id)}>
                {dismissLabel}
              </Button>
            </>
          }
        >
          {toast.remedy ? <FullText text={toast.remedy} /> : null}
        </Notice>
      </div>
    ))}
  </section>
);
