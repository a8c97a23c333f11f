/** How a person takes away the entry that only the app itself or the system can; undefined where we can. */
export function loginEntryAdvice(platform: string): string | undefined {
  switch (platform) {
    case 'darwin':
      return 'If it starts at login: System Settings, General, Login Items takes Signalbox off the list.';
    case 'win32':
      return 'If it starts at login: Settings, Apps, Startup switches Signalbox off.';
    default:
      return undefined;
  }
}
