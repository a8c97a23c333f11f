/**
 * @typedef {object} Scenario
 * @property {string} name
 * @property {'whole' | 'slow' | 'short' | 'chat' | 'chatburst' | 'paced' | 'burst'} mode how the upstream answers
 * @property {number} bodyBytes of a request
 * @property {number} connections
 * @property {number} calls of one round
 */

const KB = 1000;

/** @type {readonly Scenario[]} */
export const SCENARIOS = [
  { name: 'small whole answer, 1 connection', mode: 'whole', bodyBytes: 200, connections: 1, calls: 500 },
  { name: '62 KB stream, 1 connection', mode: 'short', bodyBytes: 62 * KB, connections: 1, calls: 250 },
  { name: '62 KB stream, translated', mode: 'chat', bodyBytes: 62 * KB, connections: 1, calls: 200 },
  { name: '1 MB stream, 1 connection', mode: 'short', bodyBytes: 1000 * KB, connections: 1, calls: 40 },
  { name: '1 MB stream, translated', mode: 'chat', bodyBytes: 1000 * KB, connections: 1, calls: 20 },
  {
    name: '50 connections, upstream takes 100 ms',
    mode: 'slow',
    bodyBytes: 200,
    connections: 50,
    calls: 300,
  },
  { name: '50 streams, 50 chunks 5 ms apart', mode: 'paced', bodyBytes: 200, connections: 50, calls: 100 },
  { name: '500 chunks without gaps', mode: 'burst', bodyBytes: 200, connections: 1, calls: 40 },
  {
    name: '500 chunks without gaps, translated',
    mode: 'chatburst',
    bodyBytes: 200,
    connections: 1,
    calls: 20,
  },
  {
    name: 'small whole answers, 50 connections',
    mode: 'whole',
    bodyBytes: 200,
    connections: 50,
    calls: 2000,
  },
  { name: '62 KB streams, 8 connections', mode: 'short', bodyBytes: 62 * KB, connections: 8, calls: 400 },
];

/** What every way is warmed up with. @type {readonly Scenario[]} */
export const FIRST_CALLS = [
  { name: 'small whole answers', mode: 'whole', bodyBytes: 200, connections: 50, calls: 12_000 },
  { name: '62 KB streams', mode: 'short', bodyBytes: 62 * KB, connections: 8, calls: 4000 },
  { name: '62 KB streams, translated', mode: 'chat', bodyBytes: 62 * KB, connections: 8, calls: 2000 },
];

export const MODES = ['whole', 'slow', 'paced', 'burst', 'short', 'chat', 'chatburst'];
