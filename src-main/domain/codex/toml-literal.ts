/** What Signalbox writes into TOML: nothing richer is needed. */
export type TomlScalar = string | number | boolean;
export type TomlLiteralValue = TomlScalar | readonly TomlScalar[];

const NAMED_ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/** A TOML basic string. Paths keep their backslashes readable only as escapes: one quoting for all content. */
export function quoteToml(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be escaped
  const body = value.replace(/["\\\u0000-\u001f\u007f]/g, char => {
    return NAMED_ESCAPES[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  return `"${body}"`;
}

/** @throws RangeError for a number TOML could not read back as the same integer. */
export function tomlLiteral(value: TomlLiteralValue): string {
  if (typeof value === 'string') return quoteToml(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new RangeError('only whole numbers are written to TOML');
    return String(value);
  }
  return `[${value.map(tomlLiteral).join(', ')}]`;
}

/** A key path as TOML writes it, quoting the parts that need it. */
export function tomlKey(path: readonly string[]): string {
  return path.map(part => (/^[A-Za-z0-9_-]+$/.test(part) ? part : quoteToml(part))).join('.');
}
