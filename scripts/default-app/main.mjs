// What `electron path/to/app` runs first in the fallback runtime, which comes without Electron's own
// default app: it loads the app named by the first argument that is not an option.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const path = process.argv.slice(1).find(argument => !argument.startsWith('-'));
if (path === undefined) {
  process.stderr.write('electron: say which app to run, as in: electron path/to/app\n');
  app.exit(1);
} else {
  const folder = resolve(path);
  const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
  app.setName(about.productName ?? about.name);
  // Not in the published types; Electron's own default app uses them.
  Reflect.get(app, 'setVersion').call(app, about.version);
  Reflect.get(app, 'setAppPath').call(app, folder);
  if (about.desktopName) app.setDesktopName(about.desktopName);
  // Awaited at the top, because Electron holds back "ready" until this module is done.
  await import(pathToFileURL(join(folder, about.main ?? 'index.js')).href);
}
