import { StringDecoder } from 'node:string_decoder';

/** Reads newline-delimited JSON, however it is cut into chunks. Throws a SyntaxError at a line that is no JSON. */
export async function* readJsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(Buffer.from(chunk))).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield JSON.parse(line);
  }
  rest += decoder.end();
  if (rest.trim() !== '') yield JSON.parse(rest);
}
