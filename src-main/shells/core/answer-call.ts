import { type CallOutput, DASHBOARD_CALLS, type DashboardCall } from '../../contract/dashboard-calls.ts';
import { AppError } from '../../domain/errors/app-error.ts';
import { inWords, say } from '../../domain/sentence/sentence.ts';
import type { CallHandlers } from './call-handlers.ts';

/**
 * The one border between a window (or a command) and the core: the call's name and input are parsed before
 * its handler sees them, its output before anybody else does.
 *
 * @throws AppError `contract-violation` for a call or input that is not in the table
 */
export async function answerCall(calls: CallHandlers, name: string, input: unknown): Promise<unknown> {
  if (!isCall(name)) {
    throw new AppError('contract-violation', say`There is no such call.`, {
      detail: 'unknown_call',
      status: 404,
    });
  }
  const parsed = DASHBOARD_CALLS[name].input.safeParse(input);
  if (!parsed.success) {
    const where = parsed.error.issues[0]?.path.join('.') || 'input';
    // Zod's messages may quote the value, and the value may be a key.
    throw new AppError('contract-violation', say`The call ${name} does not accept its input (${where}).`, {
      detail: 'invalid_input',
    });
  }
  const output = await run(calls, name, parsed.data);
  return DASHBOARD_CALLS[name].output.parse(output);
}

async function run<C extends DashboardCall>(calls: CallHandlers, name: C, input: unknown): Promise<unknown> {
  const handler = calls[name] as ((input: unknown) => CallOutput<C> | Promise<CallOutput<C>>) | undefined; // input parsed above
  if (handler !== undefined) return await handler(input);
  // A part that is not there: views take an answer without it, commands say so.
  if (DASHBOARD_CALLS[name].output.safeParse({}).success) return {};
  return {
    ok: false,
    fault: {
      code: 'not-available',
      ...inWords({ message: say`This part of Signalbox is not available here.` }),
    },
  };
}

function isCall(name: string): name is DashboardCall {
  return Object.hasOwn(DASHBOARD_CALLS, name);
}
