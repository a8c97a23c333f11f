import { Command } from 'commander';
import { VERSION } from '../core/version.ts';
import { examples } from './command-parts.ts';
import { registerAdaptive } from './commands/register-adaptive.ts';
import { registerAsk } from './commands/register-ask.ts';
import { registerBenchAdaptive } from './commands/register-bench-adaptive.ts';
import { registerBenchCalls } from './commands/register-bench-calls.ts';
import { registerBenchLocal } from './commands/register-bench-local.ts';
import { registerCodex } from './commands/register-codex.ts';
import { registerCompletion } from './commands/register-completion.ts';
import { registerDoctor } from './commands/register-doctor.ts';
import { registerExam } from './commands/register-exam.ts';
import { registerHistory, registerStats } from './commands/register-history.ts';
import { registerKeys } from './commands/register-keys.ts';
import { registerLaunch } from './commands/register-launch.ts';
import { registerOllama } from './commands/register-ollama.ts';
import { registerPolicy } from './commands/register-policy.ts';
import { registerProbe } from './commands/register-probe.ts';
import { registerRestart } from './commands/register-restart.ts';
import { registerRun } from './commands/register-run.ts';
import { registerServe } from './commands/register-serve.ts';
import { registerStart } from './commands/register-start.ts';
import { registerStatus } from './commands/register-status.ts';
import { registerStop } from './commands/register-stop.ts';
import { registerToken } from './commands/register-token.ts';
import { EXIT_MEANINGS } from './exit-codes.ts';
import type { Surroundings } from './surroundings.ts';

/** Every command of `signalbox`. Registering is cheap: what a command does is loaded when it is run. */
export function createProgram(at: Surroundings): Command {
  const program = new Command('signalbox')
    .description('Routes the Codex CLI to the models you choose, and leaves Codex as it found it.')
    .version(VERSION)
    .showSuggestionAfterError()
    .exitOverride()
    .configureHelp({ helpWidth: 100, showGlobalOptions: false });

  program.commandsGroup('Routing:');
  registerStart(program, at);
  registerServe(program, at);
  registerStatus(program, at);
  registerRestart(program, at);
  registerStop(program, at);
  program.commandsGroup('Codex:');
  registerRun(program, at);
  registerLaunch(program, at);
  registerCodex(program, at);
  registerToken(program, at);
  program.commandsGroup('Local model:');
  registerAsk(program, at);
  registerOllama(program, at);
  program.commandsGroup('Looking:');
  registerHistory(program, at);
  registerStats(program, at);
  registerDoctor(program, at);
  registerProbe(program, at);
  registerExam(program, at);
  program.commandsGroup('Settings:');
  registerKeys(program, at);
  registerPolicy(program, at);
  registerAdaptive(program, at);
  program.commandsGroup('Measuring:');
  registerBenchLocal(program, at);
  registerBenchCalls(program, at);
  registerBenchAdaptive(program, at);
  program.commandsGroup('Everything else:');
  registerCompletion(program, at);

  program.addHelpText(
    'after',
    [
      examples(
        ['signalbox serve', 'start routing; keys and dashboard in the browser'],
        ['signalbox launch ~/src/app', 'work with Codex through it'],
        ['signalbox status', 'what goes where'],
      ),
      '',
      'Exit codes:',
      ...EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
      '',
      'Every command takes --json, and `signalbox help <command>` shows examples.',
    ].join('\n'),
  );
  return program;
}
