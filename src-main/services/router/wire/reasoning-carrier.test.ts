import { describe, expect, it } from 'vitest';
import { carrierFor, decodeCarrier, encodeCarrier } from './reasoning-carrier.ts';

const carrier = {
  provenance: { provider: 'gemini', wireApi: 'gemini', model: 'gemini-3-flash' },
  payload: { signatures: [{ callId: 'call_1', signature: 'AbC=' }], text: 'ünïcode' },
};

describe('reasoning carrier', () => {
  it('comes back as it went in', () => {
    expect(decodeCarrier(encodeCarrier(carrier))).toEqual(carrier);
  });

  it.each([
    'gAAAAABopaque',
    'signalbox:1:',
    'signalbox:1:!!!',
    'signalbox:2:e30=',
    '',
  ])('does not take %j for one of ours', text => {
    expect(decodeCarrier(text)).toBeUndefined();
  });

  it('is readable only by the provider and wire API that made it', () => {
    expect(carrierFor(carrier, { provider: 'gemini', wireApi: 'gemini' })).toBe(carrier.payload);
    expect(carrierFor(carrier, { provider: 'gemini', wireApi: 'chat' })).toBeUndefined();
    expect(carrierFor(carrier, { provider: 'anthropic', wireApi: 'gemini' })).toBeUndefined();
  });
});
