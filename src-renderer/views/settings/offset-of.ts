/** Where a 1-based line and column stands in a text; the nearest place there is for one outside of it. */
export const offsetOf = (text: string, line: number, column: number): number => {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.max(0, line - 1));
  const start = before.reduce((sum, one) => sum + one.length + 1, 0);
  const width = lines[line - 1]?.length ?? 0;
  return Math.min(text.length, start + Math.min(Math.max(0, column - 1), width));
};
