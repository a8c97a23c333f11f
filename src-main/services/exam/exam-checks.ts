import type { ExamCheckName } from '../../contract/exam-report.ts';
import { figure, type Sentence, say, textOf } from '../../domain/sentence/sentence.ts';
import { type Exchange, type Json, object } from './ask-router.ts';
import {
  ADDER,
  APPLY_PATCH,
  CLOCK,
  COMPACTION,
  RED_PNG,
  SCREENSHOT,
  TORTURE,
  userSays,
  WEATHER,
} from './exam-requests.ts';

export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'not-offered';
  readonly words: Sentence | string;
}

/** How a check asks: through the router, the model named. `stopAtFirst` cuts the stream at its first text. */
export type Ask = (body: Json, stopAtFirst?: boolean) => Promise<Exchange>;

export interface ExamCheckRun {
  readonly name: ExamCheckName;
  readonly title: string;
  run(ask: Ask, inFlight: () => Promise<number | undefined>): Promise<Verdict>;
}

const passed = (words: Sentence | string): Verdict => ({ outcome: 'passed', words });
const failed = (words: Sentence | string): Verdict => ({ outcome: 'failed', words });
const notOffered = (words: Sentence | string): Verdict => ({ outcome: 'not-offered', words });

/** A silence that Codex would not forgive is 300 s; the router breaks it at 10 s. */
const LONGEST_SILENCE_MS = 15_000;

/** The failure of an exchange, or nothing. What the router itself keeps from the deployment is not offered. */
function trouble(exchange: Exchange): Verdict | undefined {
  if (exchange.failure === undefined) return undefined;
  const isLimit =
    exchange.code === 'all_candidates_limited' && /takes no |has no /.test(textOf(exchange.failure));
  return isLimit ? notOffered(exchange.failure) : failed(exchange.failure);
}

const callsOf = ({ items }: Exchange): readonly Json[] =>
  items.filter(({ type }) => String(type).endsWith('_call'));

/** Events the router put into a silence: a ping, or the state of the answer said again. */
function keepAlivesIn({ events }: Exchange): number {
  const of = (word: string) => events.filter(({ type }) => type === word).length;
  return of('ping') + Math.max(0, of('response.in_progress') - 1);
}

function answerOf({ items }: Exchange): string {
  const parts = items.flatMap(({ type, content }) =>
    type === 'message' && Array.isArray(content) ? content : [],
  );
  return parts.map(part => String(object(part)?.text ?? '')).join('');
}

function hasJsonArguments(call: Json): boolean {
  try {
    return object(JSON.parse(String(call.arguments))) !== undefined;
  } catch {
    return false; // that is the finding
  }
}

/** Asks for one call of the only tool there is, and looks at it. */
async function askForCall(ask: Ask, tool: Json, prompt: string, look: (call: Json) => Sentence | undefined) {
  const exchange = await ask({ input: [userSays(prompt)], tools: [tool], parallel_tool_calls: false });
  const found = trouble(exchange);
  if (found !== undefined) return found;
  const [call] = callsOf(exchange);
  if (call === undefined) return notOffered(say`The model was asked to use the tool and answered in words.`);
  const wrong = look(call);
  return wrong === undefined ? passed(say`The call came as Codex needs it.`) : failed(wrong);
}

export const EXAM_RUNS: readonly ExamCheckRun[] = [
  {
    name: 'stream',
    title: 'Streamed text',
    async run(ask) {
      const exchange = await ask({ input: [userSays('Say "ready" and nothing else.')] });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      const deltas = exchange.events.filter(({ type }) => type === 'response.output_text.delta').length;
      if (answerOf(exchange) === '') return failed(say`The stream ended well and held no text.`);
      return passed(
        deltas === 1
          ? say`Text came in 1 piece and ended well.`
          : say`Text came in ${deltas} pieces and ended well.`,
      );
    },
  },
  {
    name: 'usage',
    title: 'Token figures',
    async run(ask) {
      const exchange = await ask({ input: [userSays('Say "counted" and nothing else.')] });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      const usage = object(exchange.response?.usage) ?? {};
      const { input_tokens: input, output_tokens: output, total_tokens: total } = usage;
      if (usage.estimated === true)
        return failed(say`The provider reports no tokens: they are estimated by length.`);
      const isSound =
        [input, output, total].every(Number.isInteger) && Number(input) + Number(output) === total;
      if (!isSound || Number(input) <= 0)
        return failed(say`The figures do not add up: ${JSON.stringify(usage)}.`);
      return passed(say`${String(input)} tokens in, ${String(output)} out, as the provider counts them.`);
    },
  },
  {
    name: 'parallel-calls',
    title: 'Parallel calls',
    async run(ask) {
      const prompt = 'Call get_weather for Paris and get_weather for Rome, both in this one answer.';
      const exchange = await ask({ input: [userSays(prompt)], tools: [WEATHER], parallel_tool_calls: true });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      const calls = callsOf(exchange);
      if (!calls.every(hasJsonArguments))
        return failed(say`A call came with arguments that are no JSON object.`);
      if (new Set(calls.map(call => call.call_id)).size < calls.length)
        return failed(say`Two calls share one id.`);
      if (calls.length < 2)
        return notOffered(say`Asked for two calls at once, the model made ${calls.length}.`);
      return passed(say`${calls.length} calls came at once, each with its own id.`);
    },
  },
  {
    name: 'empty-arguments',
    title: 'A call without arguments',
    run: ask =>
      askForCall(ask, CLOCK, 'Call get_time.', call =>
        hasJsonArguments(call) ? undefined : say`The arguments are ${JSON.stringify(call.arguments)}.`,
      ),
  },
  {
    name: 'apply-patch',
    title: 'apply_patch',
    run: ask =>
      askForCall(
        ask,
        APPLY_PATCH,
        'Use apply_patch to add the file hello.txt with the line "hello".',
        call => {
          if (call.type !== 'custom_tool_call') return say`It came as a function, which Codex cannot run.`;
          const isPatch = /^\s*\*\*\* Begin Patch[\s\S]*\*\*\* End Patch/.test(String(call.input));
          return isPatch ? undefined : say`The model wrote something that is no patch.`;
        },
      ),
  },
  {
    name: 'namespace',
    title: 'Tools of MCP servers',
    run: ask =>
      askForCall(ask, ADDER, 'Add 19 and 23 with the tool.', call => {
        if (call.namespace !== 'exam' || call.name !== 'add') return say`It called ${String(call.name)}.`;
        return hasJsonArguments(call) ? undefined : say`The arguments are no JSON object.`;
      }),
  },
  {
    name: 'schema',
    title: 'Difficult tool schemas',
    run: ask =>
      askForCall(ask, TORTURE, 'Book a table for Ada and Bob.', call =>
        hasJsonArguments(call) ? undefined : say`The arguments are no JSON object.`,
      ),
  },
  {
    name: 'image-in-result',
    title: 'A picture in a tool result',
    async run(ask) {
      const output = [
        { type: 'input_text', text: 'The screen:' },
        { type: 'input_image', image_url: RED_PNG, detail: 'high' },
      ];
      const exchange = await ask({
        input: [
          userSays('Take a screenshot and name its one colour in one English word.'),
          { type: 'function_call', call_id: 'call_1', name: 'take_screenshot', arguments: '{}' },
          { type: 'function_call_output', call_id: 'call_1', output },
        ],
        tools: [SCREENSHOT],
      });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      if (/\bred\b/i.test(answerOf(exchange))) return passed(say`The model saw the colour of the picture.`);
      return failed(say`The picture was taken, but the model did not name its colour.`);
    },
  },
  {
    name: 'reasoning-replay',
    title: 'Reasoning sent back',
    async run(ask) {
      const prompt = userSays(
        'Think about which city of Paris and Rome is further north, then ask for its weather.',
      );
      const head = { tools: [WEATHER], reasoning: { effort: 'medium', summary: 'auto' } };
      const first = await ask({ ...head, input: [prompt] });
      const found = trouble(first);
      if (found !== undefined) return found;
      const thought = first.items.find(({ type }) => type === 'reasoning');
      if (thought === undefined) return notOffered(say`The model showed no reasoning.`);
      const outputs = callsOf(first).map(({ call_id }) => ({
        type: 'function_call_output',
        call_id,
        output: 'Sunny.',
      }));
      const next = outputs.length > 0 ? outputs : [userSays('Go on.')];
      const second = await ask({ ...head, input: [prompt, ...first.items, ...next] });
      return trouble(second) ?? passed(say`Its own reasoning was taken back in the next request.`);
    },
  },
  {
    name: 'silence',
    title: 'Long silence',
    async run(ask) {
      const prompt = 'Prove in your thoughts that there are infinitely many primes, then say "proved".';
      const exchange = await ask({ input: [userSays(prompt)], reasoning: { effort: 'high' } });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      const seconds = figure((exchange.longestSilenceMs / 1000).toFixed(1));
      if (exchange.longestSilenceMs > LONGEST_SILENCE_MS)
        return failed(say`Codex would have heard nothing for ${seconds} s.`);
      const kept = keepAlivesIn(exchange);
      // Nobody can make a provider fall silent: without a silence nothing was examined.
      return kept === 0
        ? notOffered(say`The model was never silent for long: the longest pause was ${seconds} s.`)
        : passed(
            say`The model fell silent; ${kept} signs of life kept the pauses Codex heard to ${seconds} s.`,
          );
    },
  },
  {
    name: 'compaction',
    title: 'Compaction',
    async run(ask) {
      const exchange = await ask({
        input: [
          userSays('Get the weather of Paris.'),
          { type: 'function_call', call_id: 'call_1', name: 'get_weather', arguments: '{"city":"Paris"}' },
          { type: 'function_call_output', call_id: 'call_1', output: 'Sunny, 21 degrees.' },
          userSays(COMPACTION),
        ],
        tools: [],
        parallel_tool_calls: false,
      });
      const found = trouble(exchange);
      if (found !== undefined) return found;
      return answerOf(exchange) === ''
        ? failed(say`No summary came.`)
        : passed(say`A summary came, and no call.`);
    },
  },
  {
    name: 'cancel',
    title: 'Cancelling',
    async run(ask, inFlight) {
      const exchange = await ask({ input: [userSays('Count from 1 to 200, one number a line.')] }, true);
      if (exchange.events.length === 0)
        return trouble(exchange) ?? failed(say`Nothing came that could be cut.`);
      const left = await inFlight();
      if (left === undefined) return failed(say`The router does not say how many requests are under way.`);
      return left === 0
        ? passed(say`After Codex let go, nothing was under way any more.`)
        : failed(say`${left} requests were still under way a second after Codex had let go.`);
    },
  },
];
