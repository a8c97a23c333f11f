import { z } from 'zod';
import { dispatchMetricsSchema, dispatchStateSchema, explanationSchema } from './dispatch-view.ts';
import { errorSchema } from './error-body.ts';
import { requestEventSchema } from './request-event.ts';

const modelListSchema = z.object({
  object: z.literal('list'),
  data: z.array(
    z.object({ id: z.string(), object: z.literal('model'), created: z.int(), owned_by: z.string() }),
  ),
});

const SCHEMAS = {
  Error: errorSchema,
  Health: z.object({ status: z.enum(['ok', 'draining']) }),
  ModelList: modelListSchema,
  ModelCatalog: z
    .object({ models: z.array(z.object({ slug: z.string() }).loose()) })
    .describe('The catalog form Codex reads'),
  DispatchMetrics: dispatchMetricsSchema,
  DispatchState: dispatchStateSchema,
  Explanation: explanationSchema,
  RequestEvent: requestEventSchema,
} as const satisfies Record<string, z.ZodType>;

type SchemaName = keyof typeof SCHEMAS;

const ref = (name: SchemaName) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ 'application/json': { schema } });
const answer = (description: string, name: SchemaName) => ({ description, content: json(ref(name)) });

const FAILURES = {
  '400': answer('The request is wrong, a key is missing or refused, or the policy forbids it', 'Error'),
  '401': answer('No local key, or a wrong one', 'Error'),
  '403': answer('A Host header that is not loopback, or a foreign Origin', 'Error'),
  '404': answer('No such path, alias or deployment', 'Error'),
  '405': answer('Another method', 'Error'),
};

/** Of what needs no key. */
const OPEN_FAILURES = { '403': FAILURES['403'], '405': FAILURES['405'] };

const BODY_FAILURES = {
  ...FAILURES,
  '413': answer('The body is larger than max_body_bytes', 'Error'),
  '415': answer('The body is compressed in a way nobody here reads', 'Error'),
};

const ROUTED_FAILURES = {
  ...BODY_FAILURES,
  '400': {
    description: 'The request is wrong, a key is missing or refused, or the policy forbids it',
    content: json({
      anyOf: [ref('Error'), { type: 'object', description: 'What the provider itself answered, as it came' }],
    }),
  },
  '429': answer('Every upstream that could answer is at its limit', 'Error'),
  '502': answer('The upstream failed', 'Error'),
  '503': {
    ...answer('Every candidate is out; the message names each with its reason', 'Error'),
    headers: {
      'Retry-After': { description: 'Seconds until the soonest is back', schema: { type: 'integer' } },
    },
  },
  '504': answer('The upstream was silent for too long', 'Error'),
};

const ROUTED_HEADERS = Object.fromEntries(
  [
    ['x-router-requested-model', 'Alias or deployment that was asked for'],
    ['x-router-selected-model', 'Deployment that answered'],
    ['x-router-attempts', 'Attempts made'],
    ['x-router-reason', 'Why it went there, in words'],
  ].map(([name, description]) => [name, { description, schema: { type: 'string' } }]),
);

const anyBody = (description: string) => ({
  required: true,
  description,
  content: json({ type: 'object', required: ['model'], properties: { model: { type: 'string' } } }),
});

const modelCall = (operationId: string, summary: string, body: string) => ({
  post: {
    operationId,
    summary,
    requestBody: anyBody(body),
    responses: {
      '200': {
        description: 'The answer; a stream of server-sent events when the request says "stream": true',
        headers: ROUTED_HEADERS,
        content: {
          ...json({ type: 'object' }),
          'text/event-stream': { schema: { type: 'string' } },
        },
      },
      ...ROUTED_FAILURES,
    },
  },
});

const read = (operationId: string, summary: string, name: SchemaName, more: object = {}) => ({
  get: { operationId, summary, responses: { '200': answer(summary, name), ...FAILURES }, ...more },
});

const PATHS = {
  '/v1/responses': modelCall('createResponse', 'One model call, as Codex makes it', 'A Responses request'),
  '/v1/chat/completions': modelCall(
    'createChatCompletion',
    'One model call, for scripts and other tools',
    'A Chat Completions request',
  ),
  '/v1/models': read('listModels', 'Aliases and deployments that can be used now', 'ModelList', {
    description: 'With the query client_version the answer is the catalog of /codex/models.',
    responses: {
      '200': {
        description: 'OpenAI’s list, or the catalog',
        content: json({ anyOf: [ref('ModelList'), ref('ModelCatalog')] }),
      },
      ...FAILURES,
    },
  }),
  '/codex/models': read('getModelCatalog', 'The model catalog for Codex', 'ModelCatalog'),
  '/health': {
    get: {
      operationId: 'getHealth',
      summary: 'Whether the router runs',
      security: [],
      responses: { '200': answer('It runs', 'Health'), ...OPEN_FAILURES },
    },
  },
  '/health/readiness': {
    get: {
      operationId: 'getReadiness',
      summary: 'Whether the router takes requests',
      security: [],
      responses: {
        '200': answer('It takes requests, or finishes the last ones', 'Health'),
        ...OPEN_FAILURES,
      },
    },
  },
  '/dispatch/metrics': read('getDispatchMetrics', 'Figures of every deployment', 'DispatchMetrics', {
    parameters: [
      {
        name: 'alias',
        in: 'query',
        description: 'Only the candidates of this alias, scored among themselves',
        schema: { type: 'string' },
      },
    ],
  }),
  '/dispatch/state': read('getDispatchState', 'What dispatch knows beside its figures', 'DispatchState'),
  '/dispatch/reset': {
    post: {
      operationId: 'resetDispatch',
      summary: 'Forget the learned state; requests in flight go on',
      responses: { '204': { description: 'Forgotten' }, ...FAILURES },
    },
  },
  '/dispatch/events': {
    get: {
      operationId: 'streamDispatchEvents',
      summary: 'Requests as they start, show their first byte and end',
      responses: {
        '200': {
          description: 'Server-sent events; the data of each is a RequestEvent',
          content: { 'text/event-stream': { schema: ref('RequestEvent') } },
        },
        ...FAILURES,
      },
    },
  },
  '/dispatch/explain': {
    post: {
      operationId: 'explainDispatch',
      summary: 'What would happen to this request, without sending it',
      requestBody: anyBody('The request as it would be sent to /v1/responses'),
      responses: { '200': answer('The plan', 'Explanation'), ...BODY_FAILURES },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'getDescription',
      summary: 'This description',
      responses: { '200': { description: 'OpenAPI 3.1', content: json({ type: 'object' }) }, ...FAILURES },
    },
  },
};

/** OpenAPI 3.1 description of every path the router answers. The schemas are those the program checks by. */
export function openApiDocument(version: string) {
  const schemas = Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      // Each schema is a part of the document and not a document of its own.
      const { $schema: _dialect, ...part } = z.toJSONSchema(schema, { io: 'output' });
      return [name, part];
    }),
  );
  return {
    openapi: '3.1.0',
    info: {
      title: 'Signalbox router',
      version,
      description:
        'Listens on loopback. Everything but /health needs the local key of the session as a bearer token.',
    },
    servers: [{ url: 'http://127.0.0.1:4000' }],
    security: [{ localKey: [] }],
    paths: PATHS,
    components: {
      securitySchemes: { localKey: { type: 'http', scheme: 'bearer' } },
      schemas,
    },
  };
}
