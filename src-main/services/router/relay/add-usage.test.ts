import { describe, expect, it } from 'vitest';
import { estimatedUsage } from '../wire/canonical-usage.ts';
import { addUsage } from './add-usage.ts';

const USAGE =
  '"usage":{"input_tokens":30,"input_tokens_details":{"cached_tokens":0},"output_tokens":2,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":32,"estimated":true}';
const add = (text: string) => addUsage(Buffer.from(text), estimatedUsage(30, 2)).toString();

describe('a usage put into the end of a stream', () => {
  it.each([
    [
      'behind what the response holds',
      'data: {"type":"response.completed","response":{"id":"r"}}\n\n',
      `data: {"type":"response.completed","response":{"id":"r",${USAGE}}}\n\n`,
    ],
    [
      'into an empty response',
      'data: {"type":"response.incomplete","response":{}}\n\n',
      `data: {"type":"response.incomplete","response":{${USAGE}}}\n\n`,
    ],
    [
      'in place of a null',
      'data: {"type":"response.completed","response":{"id":"r","usage":null,"x":1}}\n\n',
      `data: {"type":"response.completed","response":{"id":"r","x":1,${USAGE}}}\n\n`,
    ],
    [
      'where the response comes first and only the event line says the type',
      'event: response.completed\r\ndata: {"response":{"id":"r"},"type":"response.completed"}\r\n\r\n',
      `event: response.completed\r\ndata: {"response":{"id":"r",${USAGE}},"type":"response.completed"}\r\n\r\n`,
    ],
    [
      'behind an earlier event that holds a response, too',
      'data: {"type":"response.in_progress","response":{"id":"r"}}\n\ndata: {"type":"response.completed","response":{"id":"r"}}\n\n',
      `data: {"type":"response.in_progress","response":{"id":"r"}}\n\ndata: {"type":"response.completed","response":{"id":"r",${USAGE}}}\n\n`,
    ],
    [
      'where the beginning of the event has gone out already',
      'mpleted","response":{"output":[{"text":"\\"response\\":{}}🚦"}]}}\n\n',
      `mpleted","response":{"output":[{"text":"\\"response\\":{}}🚦"}],${USAGE}}}\n\n`,
    ],
  ])('stands %s', (_, given, expected) => {
    expect(add(given)).toBe(expected);
  });

  it.each([
    'data: {"type":"response.completed"}\n\n',
    'data: {"type":"response.completed","response":null}\n\n',
    'data: {"type":"response.completed","response":{"id":"r"',
  ])('is left out of what cannot be read: %s', given => {
    expect(add(given)).toBe(given);
  });
});
