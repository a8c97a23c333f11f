import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface StaticFiles {
  /** Rejects for a path that is not a file of the folder. */
  serve(pathname: string, res: ServerResponse): Promise<void>;
}

/** The built pages. Nothing outside the folder can be asked for, and no type that is not in the list. */
export function openStaticFiles(folder: string): StaticFiles {
  return {
    async serve(pathname, res) {
      const relative = normalize(decodeURIComponent(pathname === '/' ? '/index.html' : pathname));
      const type = TYPES[extname(relative)];
      if (type === undefined || relative.split(sep).includes('..')) throw new Error('not a page');
      const body = await readFile(join(folder, relative));
      res.writeHead(200, {
        'content-type': type,
        'content-length': body.length,
        'cache-control': 'no-cache',
      });
      res.end(body);
    },
  };
}
