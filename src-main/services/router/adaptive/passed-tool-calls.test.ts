import { expect, test } from 'vitest';
import { startFleet } from '../testing/fleet.ts';

const event = (type: string, data: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;

/** A Responses answer with one function call. */
function answerWith(args: string): string {
  const item = { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'shell', arguments: args };
  const usage = { input_tokens: 9, output_tokens: 4, total_tokens: 13 };
  return [
    event('response.created', { response: { id: 'resp_1' } }),
    event('response.output_item.added', { output_index: 0, item: { ...item, arguments: '' } }),
    event('response.function_call_arguments.delta', { output_index: 0, delta: args }),
    event('response.output_item.done', { output_index: 0, item }),
    event('response.completed', { response: { id: 'resp_1', status: 'completed', usage } }),
  ].join('');
}

test.each([
  ['whole arguments', '{"command":["ls"]}', 1],
  ['arguments that were cut', '{"command":["l', 0.5],
])('a call with %s counts where the bytes pass through unread', async (_, args, quality) => {
  await using fleet = await startFleet();
  const stream = answerWith(args);
  fleet.a.behave(res => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end(stream);
  });
  const response = await fleet.router.fetch('/v1/responses', {
    method: 'POST',
    body: JSON.stringify({ model: 'a', stream: true, input: 'hello' }),
  });
  expect(await response.text()).toBe(stream);
  expect(fleet.router.records.at(-1)).toMatchObject({ chosen: 'a', quality });
});
