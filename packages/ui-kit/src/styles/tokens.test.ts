import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  const block = css.slice(start, css.indexOf('}', start));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']),
  );
}

/** Relative luminance and contrast ratio: WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const signs = ['go', 'stop', 'wait', 'information', 'practice'];
const textOnBackground: readonly (readonly [text: string, background: string])[] = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['accent', 'surface'],
  ['on-accent', 'accent'],
  ...signs.flatMap((sign): [string, string][] => [
    [`on-${sign}`, sign],
    [`${sign}-mark`, 'surface'],
    [`${sign}-mark`, `${sign}-tint`],
    ['ink', `${sign}-tint`],
  ]),
];

const plotLines = ['plot-1', 'plot-2', 'plot-3', 'plot-4'];

const day = tokensOf(':root');
const night = tokensOf(':root[data-theme="night"]');

describe.each([
  ['day', day],
  ['night', night],
] as const)('the %s screen', (_, tokens) => {
  it.each(textOnBackground)('reads %s on %s at 7:1 or better', (text, background) => {
    expect(contrast(tokens.get(text) ?? '', tokens.get(background) ?? '')).toBeGreaterThanOrEqual(7);
  });

  it.each(['ground', 'accent', 'line', ...signs, ...signs.map((sign) => `${sign}-tint`)])(
    'shows the ring around what the keyboard stands on at 3:1 or better on %s',
    (name) => {
      const [ink = '', surface = '', ground = ''] = ['ink', 'surface', name].map((token) => tokens.get(token) ?? '');
      expect(contrast(ink, surface)).toBeGreaterThanOrEqual(3);
      expect(Math.max(contrast(ink, ground), contrast(surface, ground))).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(plotLines)('shows the line %s of a plot at 7:1 or better', (line) => {
    expect(contrast(tokens.get(line) ?? '', tokens.get('surface') ?? '')).toBeGreaterThanOrEqual(7);
  });

  it('shows the border of a field at 3:1 or better', () => {
    expect(contrast(tokens.get('line') ?? '', tokens.get('surface') ?? '')).toBeGreaterThanOrEqual(3);
  });
});

it('gives the night screen every colour that the day screen has', () => {
  expect([...night.keys()].sort()).toEqual([...day.keys()].sort());
});
