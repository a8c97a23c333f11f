import { describe, expect, it } from 'vitest';
import { outputBytesOf } from './output-bytes.ts';

const delta = (text: string) =>
  `data: ${JSON.stringify({ type: 'response.output_text.delta', delta: text })}\n\n`;

describe('how much a model wrote', () => {
  it('is what the deltas add up to, whatever else repeats them', () => {
    const done = 'data: {"type":"response.output_text.done","text":"Größe 🚦"}\n\n';
    const stream = delta('Größe ') + delta('🚦') + done;
    expect(outputBytesOf(stream, Buffer.byteLength(stream))).toBe(Buffer.byteLength('Größe 🚦'));
  });

  it('is the whole texts and arguments where there are no deltas', () => {
    const whole = JSON.stringify({ output: [{ content: [{ text: 'four' }] }, { arguments: '{}' }] });
    expect(outputBytesOf(whole, whole.length)).toBe(6);
  });

  it('is scaled to the whole of an answer whose end alone was kept', () => {
    const tail = delta('ten bytes!');
    expect(outputBytesOf(tail, tail.length * 7)).toBe(70);
  });

  it('is nothing for an answer without text', () => {
    expect(outputBytesOf('', 0)).toBe(0);
    expect(outputBytesOf('{"output":[]}', 13)).toBe(0);
  });
});
