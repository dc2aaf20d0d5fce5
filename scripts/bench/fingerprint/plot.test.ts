import { describe, expect, it } from 'vitest';
import { type Axis, svgPlot } from './plot.ts';

const percent = (value: number): string => `${value * 100} %`;
const linear: Axis = { label: 'share & more', scale: 'linear', from: 0, to: 1, ticks: [0, 1], format: percent };
const log: Axis = { label: 'rate', scale: 'log', from: 0.001, to: 1, ticks: [0.001, 0.01, 0.1, 1], format: percent };

describe('a plot', () => {
  const svg = svgPlot({
    title: 'Rates',
    x: linear,
    y: log,
    series: [
      {
        name: 'a < b',
        points: [
          { x: 0, y: 1 },
          { x: 0.5, y: 0.1 },
          { x: 1, y: 0 },
        ],
      },
    ],
  });
  const points = /polyline [^>]*points="([^"]+)"/
    .exec(svg)?.[1]
    ?.split(' ')
    .map((point) => point.split(',').map(Number));

  it('puts equal ratios at equal distances on a logarithmic axis', () => {
    const [first, second] = points ?? [];
    const gridLines = [...svg.matchAll(/class="grid" x1="70" x2="470" y1="([\d.]+)"/g)].map(([, y]) => Number(y));
    expect(gridLines).toEqual([400, 280, 160, 40]);
    expect(first).toEqual([70, 40]);
    expect(second).toEqual([270, 160]);
  });

  it('lets a zero fall out of a logarithmic axis', () => {
    expect(points?.[2]?.[1]).toBeGreaterThan(400);
    expect(svg).not.toContain('NaN');
  });

  it('names its axes and its lines, safely', () => {
    expect(svg).toContain('share &amp; more');
    expect(svg).toContain('a &lt; b');
  });
});
