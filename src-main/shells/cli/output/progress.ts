/** One line of a terminal that is written over until the work is done. Nothing at all where nobody watches. */
export interface Progress extends Disposable {
  /** @param share 0..1, or undefined while the end is not known */
  show(label: string, share?: number): void;
}

interface Screen {
  readonly isTTY?: boolean | undefined;
  /** 0 on a terminal that does not say how wide it is. */
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

const BAR = 24;
const CLEAR = '\r\u001b[2K';

/** Disposing clears the line, so that what comes next begins on a clean one. */
export function createProgress(screen: Screen): Progress {
  let shown = '';
  return {
    show(label, share) {
      if (screen.isTTY !== true) return;
      const filled = share === undefined ? 0 : Math.round(Math.min(1, Math.max(0, share)) * BAR);
      const bar =
        share === undefined
          ? ''
          : `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${Math.floor(share * 100)} % `;
      const line = `${bar}${label}`.slice(0, (screen.columns || 80) - 1);
      if (line === shown) return;
      shown = line;
      screen.write(CLEAR + line);
    },
    [Symbol.dispose]() {
      if (shown !== '') screen.write(CLEAR);
      shown = '';
    },
  };
}
