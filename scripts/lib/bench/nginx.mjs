import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';

/** One process, connections to the upstream kept, nothing buffered or logged: as fast as it forwards. */
const config = (
  /** @type {string} */ folder,
  /** @type {number} */ port,
  /** @type {number} */ upstreamPort,
) => `
daemon off; master_process off; pid ${folder}/nginx.pid; error_log stderr crit;
events { worker_connections 4096; }
http {
  access_log off;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  keepalive_requests 10000000; keepalive_timeout 65s; tcp_nodelay on;
  client_max_body_size 8m; client_body_buffer_size 2m;
  upstream model { server 127.0.0.1:${upstreamPort}; keepalive 512; keepalive_requests 10000000; }
  server {
    listen 127.0.0.1:${port} backlog=1024;
    location / {
      proxy_pass http://model; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_buffering off;
    }
  }
}
`;

/**
 * nginx as a pass-through, where it is installed.
 * @param {number} upstreamPort
 * @param {string} folder
 * @returns {Promise<import('./processes.mjs').Way | undefined>}
 */
export async function startNginx(upstreamPort, folder) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const path = join(folder, 'nginx.conf');
  writeFileSync(path, config(folder, port, upstreamPort));
  const child = spawn('nginx', ['-c', path, '-p', folder], { stdio: ['ignore', 'ignore', 'ignore'] });
  let isGone = false;
  child.on('error', () => {
    isGone = true;
  });
  child.on('exit', () => {
    isGone = true;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    await new Promise(resolve => setTimeout(resolve, 20));
    if (isGone) return undefined;
    if (await answers(port)) {
      const end = () => child.kill('SIGKILL');
      return { name: 'nginx', pid: child.pid ?? 0, path: '/%/v1/responses', port, headers: {}, end };
    }
  }
  child.kill('SIGKILL');
  return undefined;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** @param {number} port @returns {Promise<boolean>} */
function answers(port) {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
