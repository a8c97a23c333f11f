import { expect, it } from 'vitest';
import { drawCourse } from './draw-course.ts';

it.each<[string, (number | null)[], string, string]>([
  ['nothing', [], '', ''],
  ['a value alone', [5], '', 'M0.00 1.00h0'],
  ['a value between gaps', [null, 5, null], '', 'M50.00 1.00h0'],
  ['a run', [0, 5], 'M0.00 23.00L100.00 1.00', ''],
  [
    'two runs and a dot',
    [0, 5, null, 5, null, 0, 0],
    'M0.00 23.00L16.67 1.00M83.33 23.00L100.00 23.00',
    'M50.00 1.00h0',
  ],
  ['values below zero', [-5, 5], 'M0.00 23.00L100.00 1.00', ''],
])('draws %s', (_, values, line, dots) => {
  expect(drawCourse(values, 100, 24)).toEqual({ line, dots });
});
