/** Class names of a CSS module, joined; what is absent or false is left out. */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter(name => typeof name === 'string').join(' ');
