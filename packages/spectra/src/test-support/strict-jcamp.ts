/** What the reader below understood. */
interface StrictSpectrum {
  readonly labels: ReadonlyMap<string, string>;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const requiredLabels = [
  'TITLE',
  'JCAMP-DX',
  'DATA TYPE',
  'ORIGIN',
  'OWNER',
  'XUNITS',
  'YUNITS',
  'XFACTOR',
  'YFACTOR',
  'FIRSTX',
  'LASTX',
  'NPOINTS',
  'FIRSTY',
  'XYDATA',
] as const;
/** AFFN: a decimal number, without an exponent as tables have none. */
const affn = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`not JCAMP-DX 4.24: ${what}`);
}

function numberOf(text: string): number {
  demand(affn.test(text), `the number ${JSON.stringify(text)}`);
  return Number(text);
}

/**
 * A second reader, by the rules of McDonald and Wilks 1988 and nothing else: one block, a record a line, each label once, every required
 * one there, the table last, lines of the table of 80 characters at most, each line's x where it belongs. It shares no code with the
 * package and forgives nothing.
 */
export function readStrictly(text: string): StrictSpectrum {
  demand(text.endsWith('\r\n'), 'lines that end in CR LF');
  const lines = text.slice(0, -2).split('\r\n');
  demand(!lines.some((line) => /[\r\n\0]/.test(line)), 'a line end of another kind');
  demand(lines.at(-1) === '##END=', 'the end');
  const labels = new Map<string, string>();
  const tableAt = lines.findIndex((line) => line.startsWith('##XYDATA='));
  demand(tableAt > 0, 'a table');
  for (const line of lines.slice(0, tableAt + 1)) {
    const [, label, value] = /^##([^=]+)=(.*)$/.exec(line) ?? [];
    demand(label !== undefined && value !== undefined, `the record ${line}`);
    demand(!value.includes('##') && !value.includes('$$'), `a value that begins something: ${value}`);
    demand(!labels.has(label), `${label} twice`);
    labels.set(label, value);
  }
  demand([...labels.keys()][0] === 'TITLE' && [...labels.keys()][1] === 'JCAMP-DX', 'the first two records');
  const said = (label: (typeof requiredLabels)[number]): string => {
    const value = labels.get(label);
    demand(value !== undefined && value !== '', label);
    return value;
  };
  for (const label of requiredLabels) said(label);
  const table = lines.slice(tableAt + 1, -1);
  demand(!table.some((line) => line.length > 80 || line.includes('#')), 'the lines of the table');
  const [xFactor, yFactor] = [numberOf(said('XFACTOR')), numberOf(said('YFACTOR'))];
  const [firstX, lastX, points] = [numberOf(said('FIRSTX')), numberOf(said('LASTX')), numberOf(said('NPOINTS'))];
  const x: number[] = [];
  const y: number[] = [];
  if (said('XYDATA') === '(X++(Y..Y))') {
    const step = (lastX - firstX) / (points - 1);
    for (const line of table) {
      const [start = '', ...ordinates] = line.split(' ');
      const expected = firstX + step * y.length;
      demand(Math.abs(numberOf(start) * xFactor - expected) <= Math.abs(step) / 2, `x ${start} for ${expected}`);
      for (const ordinate of ordinates) {
        demand(/^-?\d{1,10}$/.test(ordinate), `the ordinate ${ordinate}`);
        x.push(firstX + step * y.length);
        y.push(Number(ordinate) * yFactor);
      }
    }
  } else {
    demand(said('XYDATA') === '(XY..XY)', 'the form of the table');
    for (const line of table) {
      const pair = line.split(', ');
      demand(pair.length === 2, `the pair ${line}`);
      x.push(numberOf(pair[0] ?? '') * xFactor);
      y.push(numberOf(pair[1] ?? '') * yFactor);
    }
  }
  demand(y.length === points, `${y.length} points for ${points}`);
  demand(
    numberOf(said('FIRSTY')) === y[0] || Math.abs(numberOf(said('FIRSTY')) - (y[0] ?? 0)) <= yFactor / 2,
    'FIRSTY',
  );
  return { labels, x, y };
}
