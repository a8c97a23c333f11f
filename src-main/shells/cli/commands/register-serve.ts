import type { Command } from 'commander';
import { examples, jsonOption, wholeNumber } from '../command-parts.ts';
import { perform } from '../perform.ts';
import type { Surroundings } from '../surroundings.ts';

export function registerServe(program: Command, at: Surroundings): void {
  program
    .command('serve')
    .summary('run without a tray: routing, and the dashboard in a browser')
    .description(
      'Runs Signalbox without a tray: routing on this machine, the dashboard and the key page in a browser. ' +
        'Keys in the environment are taken over. Ends at Ctrl-C or `signalbox stop`, after the requests in flight.',
    )
    .option(
      '--port <port>',
      'router port instead of the one in router.yaml; 0 takes a free one',
      wholeNumber(0, 65535),
    )
    .option(
      '--dashboard-port <port>',
      'port of the dashboard; 0 takes a free one',
      wholeNumber(0, 65535),
      8787,
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        ['signalbox serve', 'route on the port of router.yaml'],
        ['signalbox serve --port 0 --json', 'on a free port, told in one line of JSON'],
      ),
    )
    .action((options: { port?: number; dashboardPort: number; json?: boolean }) =>
      perform({ json: options.json, handlesSignals: true }, async ({ isJson }) => {
        const { serve } = await import('../serve.ts');
        const { port, dashboardPort } = options;
        await serve({ ...(port === undefined ? {} : { port }), dashboardPort, isJson }, at);
        return undefined;
      }),
    );
}
