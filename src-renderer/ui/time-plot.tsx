import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { UNKNOWN } from '../format.ts';
import styles from './time-plot.module.css';

export interface PlotSeries {
  readonly label: string;
  readonly values: readonly (number | null)[];
}

interface TimePlotProps {
  /** Seconds since the epoch, rising. */
  readonly timesS: readonly number[];
  readonly series: readonly PlotSeries[];
  /** Read by screen readers. */
  readonly label: string;
  readonly dayLabel: string;
  readonly formatValue: (value: number) => string;
  readonly formatDay: (timeS: number) => string;
}

const HEIGHT = 150;
const HALF_DAY_S = 43_200;
const COLOUR_COUNT = 5;

const readColour = (element: Element, name: string): string => {
  // The token may be a light-dark() pair: only a used colour is resolved, and canvas needs it resolved.
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
};

/** Each series on top of those before it. */
const stackUp = (series: readonly PlotSeries[]): (number | null)[][] => {
  let below: readonly (number | null)[] = [];
  return series.map(({ values }) => {
    const stacked = values.map((value, at) => (value === null ? null : value + (below[at] ?? 0)));
    below = stacked;
    return stacked;
  });
};

/** Stacked bars per day; drawn by uPlot on a canvas that follows the width of its place. */
export const TimePlot = ({ timesS, series, label, dayLabel, formatValue, formatDay }: TimePlotProps) => {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const text = readColour(element, '--text-soft');
    const grid = readColour(element, '--line');
    const bars = uPlot.paths.bars?.({ size: [0.7, 40], align: 0 });
    const axis = { stroke: text, grid: { stroke: grid, width: 1 }, ticks: { stroke: grid, width: 1 } };
    // The tallest is drawn first, so that each lower one covers its own part of the bar.
    const drawn = series.map((one, index) => ({ one, index })).reverse();
    const stacked = stackUp(series);
    // The legend tells the day under the pointer, else the last one.
    const atOrLast = (at: number | null): number => at ?? timesS.length - 1;
    const plot = new uPlot(
      {
        width: Math.max(200, element.clientWidth),
        height: HEIGHT,
        scales: {
          // Half a day on either side: the first and last bar are drawn whole.
          x: { time: false, range: (_, first, last) => [first - HALF_DAY_S, last + HALF_DAY_S] },
          y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] },
        },
        cursor: { y: false },
        axes: [
          {
            ...axis,
            values: (_, splits) => splits.map(split => formatDay(split)),
            incrs: [86_400, 2 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400],
          },
          { ...axis, size: 70, values: (_, splits) => splits.map(formatValue) },
        ],
        series: [
          { label: dayLabel, value: (_, timeS) => formatDay(timeS ?? timesS.at(-1) ?? 0) },
          ...drawn.map(({ one, index }) => {
            const colour = readColour(element, `--plot-${(index % COLOUR_COUNT) + 1}`);
            return {
              label: one.label,
              stroke: colour,
              fill: colour,
              width: 0,
              ...(bars ? { paths: bars } : {}),
              points: { show: false },
              value: (_: uPlot, __: number | null, ___: number, at: number | null) => {
                const own = one.values[atOrLast(at)];
                return own === null || own === undefined ? UNKNOWN : formatValue(own);
              },
            };
          }),
        ],
      },
      [[...timesS], ...drawn.map(({ index }) => stacked[index] ?? [])],
      element,
    );
    const observer = new ResizeObserver(([entry]) => {
      if (entry) plot.setSize({ width: Math.max(200, entry.contentRect.width), height: HEIGHT });
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [timesS, series, dayLabel, formatValue, formatDay]);
  return <div ref={place} className={styles.plot} role="img" aria-label={label} />;
};
