import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { Decompress } from 'fzstd';
import { AppError } from '../../../domain/errors/app-error.ts';
import type { BodyBuffers, BodyLoan } from './body-buffers.ts';

const unzip = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

export interface RequestBody {
  /** As it came over the wire. */
  readonly raw: Buffer;
  /** Decompressed; the same buffer when the body was not compressed. */
  readonly plain: Buffer;
  /** Lower case; `undefined` for identity. */
  readonly encoding: string | undefined;
  /** Of the bytes, where they were lent; what was compressed has none. */
  readonly loan: BodyLoan | undefined;
}

interface Collected {
  readonly bytes: Buffer;
  readonly loan: BodyLoan | undefined;
}

/**
 * @param maxBytes limit for the body as sent and again decompressed
 * @param buffers what a long body is read into
 * @throws AppError 413 `body_too_large`, 415 `unsupported_encoding`, 400 `bad_encoding`; `client-closed`
 */
export async function readBody(
  req: IncomingMessage,
  maxBytes: number,
  buffers?: BodyBuffers,
): Promise<RequestBody> {
  const { bytes: raw, loan } = await collect(req, maxBytes, buffers);
  const encoding = (req.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return { raw, plain: raw, encoding: undefined, loan };
  return { raw, plain: await decompress(raw, encoding, maxBytes), encoding, loan: undefined };
}

/** Node hands bodies on in pieces of this size at most. */
const IN_PLACE_BYTES = 64 * 1024;

function collect(
  req: IncomingMessage,
  maxBytes: number,
  buffers: BodyBuffers | undefined,
): Promise<Collected> {
  return new Promise((resolve, reject) => {
    const announced = Number(req.headers['content-length'] ?? 0);
    if (announced > maxBytes) {
      reject(tooLarge(maxBytes));
      return;
    }
    const chunks: Buffer[] = [];
    // What is announced as long is put into one piece as it arrives, so that it is never held twice.
    const isLong = announced > IN_PLACE_BYTES;
    const loan = isLong ? buffers?.take(announced) : undefined;
    const whole = loan?.bytes ?? (isLong ? Buffer.allocUnsafeSlow(announced) : undefined);
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) {
        req.removeAllListeners('data');
        req.resume();
        reject(tooLarge(maxBytes));
        return;
      }
      if (whole === undefined) chunks.push(chunk);
      else chunk.copy(whole, size - chunk.length);
    });
    req.on('end', () => {
      const [only] = chunks;
      const bytes = whole ?? (chunks.length === 1 && only ? only : Buffer.concat(chunks, size));
      resolve({ bytes, loan });
    });
    // The request is closed after every call: only one cut short has something to say.
    const onCut = () => {
      if (!req.complete) reject(new AppError('client-closed', 'The request was cut before its end.'));
    };
    req.on('error', onCut);
    req.on('close', onCut);
  });
}

async function decompress(raw: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  try {
    if (encoding === 'zstd') return unzstd(raw, maxBytes);
    if (encoding === 'gzip' || encoding === 'x-gzip')
      return await unzip.gzip(raw, { maxOutputLength: maxBytes });
    if (encoding === 'deflate') return await unzip.deflate(raw, { maxOutputLength: maxBytes });
    if (encoding === 'br') return await unzip.br(raw, { maxOutputLength: maxBytes });
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    if (cause instanceof RangeError) throw tooLarge(maxBytes);
    throw new AppError('contract-violation', `The body is not valid ${encoding}.`, {
      cause,
      detail: 'bad_encoding',
    });
  }
  throw new AppError('contract-violation', 'The content-encoding is not supported.', {
    detail: 'unsupported_encoding',
    status: 415,
    remedy: 'Send the body plain, or as gzip, deflate, br or zstd.',
  });
}

/** Frame by frame, so that a small body cannot unpack beyond the limit before it is noticed. */
function unzstd(raw: Buffer, maxBytes: number): Buffer {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isComplete = false;
  const stream = new Decompress((chunk, isLast) => {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
    if (isLast) isComplete = true;
  });
  stream.push(raw, true);
  if (!isComplete) throw new Error('the zstd frame does not end');
  return Buffer.concat(chunks, size);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('contract-violation', `The body is larger than ${maxBytes} bytes.`, {
    detail: 'body_too_large',
    status: 413,
    remedy: 'Raise max_body_bytes in router.yaml, or send less.',
  });
}
