/**
 * The AppImage that an executable runs out of: it is mounted somewhere else each time, so its file counts.
 * The variables are inherited by whatever is started from another AppImage, hence the look at the path.
 */
export function appImageOf(
  env: Readonly<Record<string, string | undefined>>,
  executable: string,
): string | undefined {
  const { APPIMAGE: file, APPDIR: mounted } = env;
  return file && mounted && executable.startsWith(`${mounted}/`) ? file : undefined;
}
