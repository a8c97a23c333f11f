import { describe, expect, it } from 'vitest';
import { estimateUsage } from './estimate-usage.ts';
import { readResponsesRequest } from './responses/read-request.ts';

describe('the estimate of a usage nobody reported', () => {
  it('counts words and calls by length, and a picture as a picture, not as its bytes', () => {
    const picture = `data:image/png;base64,${'A'.repeat(400_000)}`;
    const request = readResponsesRequest({
      model: 'm',
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'x'.repeat(400) }] },
        { type: 'function_call', call_id: 'c', name: 'view', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c', output: [{ type: 'input_image', image_url: picture }] },
      ],
    });
    const tokens = estimateUsage(request).inputTokens();
    expect(tokens).toBeGreaterThan(1_100);
    expect(tokens).toBeLessThan(1_200);
    expect(estimateUsage(request).outputTokens(9)).toBe(3);
  });
});
