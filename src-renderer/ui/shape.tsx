/** One outline per meaning, so that a state can be told without its colour. */
export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'idle';

const PATHS: Readonly<Record<Tone, string>> = {
  // Filled disc, triangle, cross in a square, half disc, ring.
  ok: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Z',
  warn: 'M6 .8 11.4 11H.6Z',
  bad: 'M1 1h10v10H1ZM3.4 2.6l-.8.8L5.2 6 2.6 8.6l.8.8L6 6.8l2.6 2.6.8-.8L6.8 6l2.6-2.6-.8-.8L6 5.2Z',
  busy: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Zm0 1.4v7.2a3.6 3.6 0 0 0 0-7.2Z',
  idle: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1Zm0 1.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7Z',
};

export const Shape = ({ tone }: { readonly tone: Tone }) => (
  <svg viewBox="0 0 12 12" width="0.75em" height="0.75em" aria-hidden="true" focusable="false">
    <path d={PATHS[tone]} fill="currentColor" fillRule="evenodd" />
  </svg>
);
