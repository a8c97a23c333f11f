/**
 * One spelling for a path: forward slashes, no trailing one, no `.` and `..`, composed letters, lower case.
 * Case is ignored on every system: on Linux a sibling that differs by it alone is then kept on this machine,
 * too, where the other mistake would let a private folder out.
 */
function spell(path: string): string {
  // `\\?\C:\code` is how Windows itself writes `C:\code`.
  const slashed = path
    .replaceAll('\\', '/')
    .replace(/^\/\/\?\/UNC\//i, '//')
    .replace(/^\/\/\?\//, '');
  const parts: string[] = [];
  for (const part of slashed.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`.normalize('NFC').toLowerCase();
}

/** Whether a folder is one of the local-only folders, or below one. Links are the caller's to follow. */
export function isLocalOnlyFolder(folder: string, localOnlyFolders: readonly string[]): boolean {
  const spelled = spell(folder);
  return localOnlyFolders.some(other => {
    const root = spell(other);
    return root === '/' || spelled === root || spelled.startsWith(`${root}/`);
  });
}
