import { describe, expect, it } from 'vitest';
import { controlApiDocument } from './control-openapi.ts';
import { DASHBOARD_CALLS } from './dashboard-calls.ts';

const document = controlApiDocument('0.1.0');

describe('the description of the control API', () => {
  it('has every call', () => {
    const calls = Object.keys(document.paths).filter(path => path.startsWith('/api/call/'));
    expect(calls).toEqual(Object.keys(DASHBOARD_CALLS).map(name => `/api/call/${name}`));
  });

  it('refers only to schemas it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, to]) => to);
    expect(references.length).toBeGreaterThan(10);
    const known = Object.keys(document.components.schemas).map(name => `#/components/schemas/${name}`);
    expect(references.filter(to => to === undefined || !known.includes(to))).toEqual([]);
  });
});
