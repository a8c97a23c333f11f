#!/usr/bin/env node
import { CommanderError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { explain, printFailure } from './print.ts';
import { createProgram } from './program.ts';
import { readSurroundings } from './surroundings.ts';

const isJson = process.argv.includes('--json');
const program = createProgram(readSurroundings());

// Whoever reads our output may have read enough: `signalbox history | head`.
process.stdout.on('error', (cause: NodeJS.ErrnoException) => {
  if (cause.code === 'EPIPE') process.exit(EXIT.ok);
  throw cause;
});

/** Under --json a mistake in the command line is JSON, too; commander would print words. */
let lastMistake = '';
for (const command of [program, ...program.commands, ...program.commands.flatMap(group => group.commands)]) {
  command.configureOutput({
    writeErr: text => {
      lastMistake += text;
      if (!isJson) process.stderr.write(text);
    },
  });
}

try {
  // Said, not guessed: run by Electron as plain Node, commander would take the script for an argument.
  await program.parseAsync(process.argv, { from: 'node' });
} catch (cause) {
  if (!(cause instanceof CommanderError)) {
    process.exitCode = explain(cause, isJson);
  } else if (cause.exitCode !== 0) {
    process.exitCode = EXIT.usage;
    const message = lastMistake.trim().replace(/^error: /, '');
    if (isJson) printFailure({ code: 'usage', message }, true);
  }
}
