/** Views in the order of the navigation. */
export const VIEWS = [
  'now',
  'dispatch',
  'decisions',
  'history',
  'codex',
  'keys',
  'settings',
  'doctor',
] as const;
export type View = (typeof VIEWS)[number];

const isView = (name: string): name is View => (VIEWS as readonly string[]).includes(name);

/** The view a location hash such as `#/keys` names; `now` for anything else. */
export const readRoute = (hash: string): View => {
  const name = hash.replace(/^#\/?/, '').split(/[/?]/)[0] ?? '';
  return isView(name) ? name : 'now';
};

export const routeTo = (view: View): string => `#/${view}`;
