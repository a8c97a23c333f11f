/**
 * An autostart file of a Linux desktop:
 * https://specifications.freedesktop.org/autostart-spec/latest/ and the Desktop Entry Specification.
 */
export function autostartEntry(
  command: string,
  args: readonly string[],
  comment = 'Routes the Codex CLI to the models you choose',
): string {
  return `[Desktop Entry]
Type=Application
Name=Signalbox
Comment=${comment}
Exec=${[command, ...args].map(quoteArgument).join(' ')}
Icon=signalbox
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`;
}

/** Desktops switch an autostart file off by a line in it, and leave it where it is. */
export function isAutostartOn(text: string): boolean {
  return !/^\s*(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/im.test(text);
}

/**
 * An argument of `Exec`. Two rules lie on top of each other: inside the quotes `"`, `` ` ``, `$` and `\` take a
 * backslash, and then every backslash is doubled, because the value is a string of its own. `%` begins a
 * field code.
 */
function quoteArgument(argument: string): string {
  if (/^[\w@+=:,./-]+$/.test(argument)) return argument;
  const quoted = `"${argument.replace(/["`$\\]/g, '\\$&')}"`;
  return quoted.replaceAll('\\', '\\\\').replaceAll('%', '%%').replaceAll('\n', '\\n');
}
