import { z } from 'zod';
import { DASHBOARD_CALLS, type DashboardCall } from './dashboard-calls.ts';
import { errorSchema } from './error-body.ts';
import { jsonSchema } from './json-value.ts';
import { saidSchema } from './sentence.ts';
import { appSnapshotSchema } from './snapshot.ts';

/**
 * A schema as a part of the document; what is no JSON (an absent value) stands for anything. Schemas with an id
 * of their own are among the document's components.
 */
function part(schema: z.ZodType, io: 'input' | 'output'): object {
  const {
    $schema: _dialect,
    $defs: _shared,
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return inDocument(rest);
}

function inDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as object; // an object before
}

const json = (schema: object) => ({ 'application/json': { schema } });
const failure = (description: string) => ({
  description,
  content: json({ $ref: '#/components/schemas/Error' }),
});

function callPath(name: DashboardCall) {
  const { input, output } = DASHBOARD_CALLS[name];
  const isInputOptional = input.safeParse(undefined).success;
  const hasInput = !(input instanceof z.ZodUndefined);
  return {
    post: {
      operationId: name,
      ...(hasInput && { requestBody: { required: !isInputOptional, content: json(part(input, 'input')) } }),
      responses: {
        '200': { description: 'What it gave', content: json(part(output, 'output')) },
        '400': failure('The input is not what the call takes'),
        '413': failure('The input is too large'),
      },
    },
  };
}

/**
 * OpenAPI 3.1 description of the control API: every call of the dashboard and of the command line. It is there
 * on a socket that only the same user can open, and for the browser of `signalbox serve`.
 */
export function controlApiDocument(version: string) {
  const calls = Object.keys(DASHBOARD_CALLS) as DashboardCall[]; // the keys of a table are its calls
  return {
    openapi: '3.1.0',
    info: { title: 'Signalbox control', version },
    paths: {
      '/api/events': {
        get: {
          operationId: 'events',
          responses: {
            '200': {
              description: 'Server-sent events; the data of each is the whole state',
              content: { 'text/event-stream': { schema: part(appSnapshotSchema, 'output') } },
            },
          },
        },
      },
      '/api/openapi.json': {
        get: {
          operationId: 'openapi',
          responses: { '200': { description: 'This description', content: json({ type: 'object' }) } },
        },
      },
      '/api/quit': {
        post: {
          operationId: 'quit',
          description: 'On the socket only',
          responses: { '202': { description: 'Signalbox is ending', content: json({ type: 'object' }) } },
        },
      },
      '/api/invite': {
        post: {
          operationId: 'invite',
          description: 'On the socket of `signalbox serve` only',
          responses: {
            '200': {
              description: 'An address that lets one browser in, once',
              content: json({
                type: 'object',
                properties: { url: { type: 'string' } },
                required: ['url'],
              }),
            },
            '404': failure('The dashboard of this Signalbox is a window'),
          },
        },
      },
      ...Object.fromEntries(calls.map(name => [`/api/call/${name}`, callPath(name)])),
    },
    components: {
      schemas: {
        Error: part(errorSchema, 'output'),
        ...inDocument(z.toJSONSchema(z.tuple([saidSchema, jsonSchema])).$defs ?? {}),
      },
    },
  };
}
