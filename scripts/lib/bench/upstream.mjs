import { createServer } from 'node:http';

// The upstream of the benchmark: a bare Node server whose path says how it answers. Started as a process of its
// own, so that its work is not counted against anybody.
const CHUNK = 'word '.repeat(8);
const event = (/** @type {object} */ data) => `data: ${JSON.stringify(data)}\n\n`;
const usage = { input_tokens: 1000, output_tokens: 50, total_tokens: 1050 };

/** Every answer has an id of its own, as a model's has: a log that knows it already would pass it over. */
let answers = 0;
const WHOLE = JSON.stringify({
  id: 'resp_00000000',
  object: 'response',
  status: 'completed',
  output: [{ type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'OK' }] }],
  usage,
});
const FIRST = event({ type: 'response.created', response: { id: 'resp_00000000' } });
const DELTA = event({ type: 'response.output_text.delta', delta: CHUNK });
const LAST = event({
  type: 'response.completed',
  response: { id: 'resp_00000000', status: 'completed', usage },
});
const withId = (/** @type {string} */ text, /** @type {number} */ id) =>
  text.replaceAll('00000000', String(id).padStart(8, '0'));

/** Says when it left, in microseconds of the clock that every process of the machine shares. */
const stampedDelta = () =>
  event({ type: 'response.output_text.delta', at: Number(process.hrtime.bigint() / 1000n), delta: CHUNK });

const chatChunk = (/** @type {object} */ delta, /** @type {string | null} */ finish = null) =>
  event({
    id: 'c00000000',
    object: 'chat.completion.chunk',
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
const CHAT_DELTA = chatChunk({ content: CHUNK });
const CHAT_LAST = `${chatChunk({}, 'stop')}${event({
  id: 'c00000000',
  object: 'chat.completion.chunk',
  choices: [],
  usage: { prompt_tokens: 1000, completion_tokens: 50, total_tokens: 1050 },
})}data: [DONE]\n\n`;

/**
 * @param {import('node:http').ServerResponse} res
 * @param {{first: string, delta: () => string, last: string}} words
 * @param {number} chunks
 * @param {number} everyMs 0 writes as fast as the socket takes
 */
function stream(res, { first, delta, last }, chunks, everyMs) {
  const id = answers;
  res.writeHead(200, { 'content-type': 'text/event-stream' });
  res.write(withId(first + delta(), id));
  let left = chunks - 1;
  const next = () => {
    while (left > 0) {
      left -= 1;
      const isRoom = res.write(delta());
      if (everyMs > 0) return void setTimeout(next, everyMs);
      if (!isRoom) return void res.once('drain', next);
    }
    res.end(withId(last, id));
  };
  if (everyMs > 0) setTimeout(next, everyMs);
  else next();
}

const RESPONSES = { first: FIRST, delta: () => DELTA, last: LAST };
const STAMPED = { ...RESPONSES, delta: stampedDelta };
const CHAT = { first: '', delta: () => CHAT_DELTA, last: CHAT_LAST };

const server = createServer((req, res) => {
  req.on('data', () => undefined);
  req.on('end', () => {
    answers += 1;
    const id = answers;
    const mode = (req.url ?? '').split('/')[1];
    const whole = () => {
      res.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(WHOLE) });
      res.end(withId(WHOLE, id));
    };
    if (mode === 'whole') whole();
    else if (mode === 'slow') setTimeout(whole, 100);
    else if (mode === 'paced') stream(res, STAMPED, 50, 5);
    else if (mode === 'burst') stream(res, RESPONSES, 500, 0);
    else if (mode === 'short') stream(res, RESPONSES, 3, 0);
    else if (mode === 'chat') stream(res, CHAT, 3, 0);
    else if (mode === 'chatburst') stream(res, CHAT, 500, 0);
    else res.writeHead(404).end();
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('disconnect', () => process.exit());
