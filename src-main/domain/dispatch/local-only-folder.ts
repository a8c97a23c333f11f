/** One spelling for a path: forward slashes, no trailing one, and without case where drives have letters. */
function spell(path: string): string {
  const slashed = path.replaceAll('\\', '/').replace(/\/+$/, '');
  return /^[A-Za-z]:/.test(slashed) || slashed.startsWith('//') ? slashed.toLowerCase() : slashed;
}

/** Whether a folder is one of the local-only folders, or below one. */
export function isLocalOnlyFolder(folder: string, localOnlyFolders: readonly string[]): boolean {
  const spelled = spell(folder);
  return localOnlyFolders.some(other => {
    const root = spell(other);
    return spelled === root || spelled.startsWith(`${root}/`);
  });
}

/**
 * The working folder that Codex writes into its context (`<cwd>…</cwd>`), for sessions whose headers name
 * none. Cheap: the tag is looked for, the body is not parsed.
 */
export function workingFolderOf(body: string): string | undefined {
  const start = body.indexOf('<cwd>');
  const end = start === -1 ? -1 : body.indexOf('</cwd>', start);
  if (end === -1) return undefined;
  // Inside JSON, backslashes are doubled.
  return body.slice(start + '<cwd>'.length, end).replaceAll('\\\\', '\\');
}
