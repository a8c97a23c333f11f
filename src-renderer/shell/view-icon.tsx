import type { View } from '../state/route.ts';

/** One line drawing a view, 16 by 16, stroked in the colour of the words beside it. */
const PATHS: Readonly<Record<View, string>> = {
  // A gauge; points that part; a list with its first line marked; a clock; a prompt; a key; sliders; a pulse.
  now: 'M2.5 12.5a6 6 0 1 1 11 0M8 10l3-3.5',
  dispatch: 'M2 8h4.5M6.5 8 11 4h3M6.5 8 11 12h3',
  decisions: 'M2.5 4h1M6 4h7.5M2.5 8h1M6 8h7.5M2.5 12h1M6 12h7.5',
  history: 'M8 2.5a5.5 5.5 0 1 1-5 3.2M2.5 2.5v3.5H6M8 5v3l2 1.5',
  codex: 'M2.5 3.5h11v9h-11ZM5 6.5 7 8 5 9.5M8.5 10H11',
  keys: 'M7.5 8.5 13 3M11 5l1.8 1.8M8.6 10.3a2.8 2.8 0 1 1-2-3.4 2.8 2.8 0 0 1 2 3.4Z',
  settings: 'M2.5 4.5h6M11.5 4.5h2M2.5 11.5h2M7.5 11.5h6M10 3v3M6 10v3',
  doctor: 'M2 8.5h3L6.5 4l3 8L11 8.5h3',
};

export const ViewIcon = ({ view }: { readonly view: View }) => (
  <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
    <path
      d={PATHS[view]}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </svg>
);
