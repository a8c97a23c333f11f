import type { ServerResponse } from 'node:http';
import type { AppError } from '../../domain/errors/app-error.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Any text as text of an HTML page. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, sign => ENTITIES[sign] ?? sign);

/** The error as a page without script or style of its own: what is wrong, and what to do. */
export function sendErrorPage(res: ServerResponse, error: AppError): void {
  const words = [error.message, error.remedy ?? ''].map(text => `<p>${escapeHtml(text)}</p>`).join('');
  const body =
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">' +
    `<title>Signalbox</title></head><body><h1>Signalbox</h1>${words}</body></html>`;
  res.writeHead(error.status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
  });
  res.end(body);
}
