import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import styles from './toast-list.module.css';

interface ToastListProps {
  readonly toasts: readonly {
    readonly id: number;
    readonly tone: 'ok' | 'bad';
    readonly text: ReactNode;
    readonly remedy?: ReactNode;
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
          title={toast.text}
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
          {toast.remedy}
        </Notice>
      </div>
    ))}
  </section>
);
