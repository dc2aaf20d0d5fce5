/** A line of a plot: its points in the order they are joined. */
export interface Series {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** Ends of the axis; what lies outside is cut off. */
  readonly from: number;
  readonly to: number;
  /** Where a line and a number stand. */
  readonly ticks: readonly number[];
  readonly format: (value: number) => string;
}

export interface Plot {
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
}

const width = 800;
const height = 460;
const frame = { left: 70, right: 470, top: 40, bottom: 400 };
const legendLeft = 490;
const lineHeight = 20;
/** Told apart on white and on black, also by those who see red and green alike; the second round of lines is dashed. */
const hues = ['#0b84d8', '#e07b00', '#159a6c', '#c2568f', '#8a63d2', '#8c8c2b'];

const style = `
  .paper { fill: #ffffff } .frame { fill: none; stroke: #57606a } .grid { stroke: #d0d7de }
  text { fill: #1f2328; font: 13px system-ui, sans-serif } .title { font-weight: 600 }
  .line { fill: none; stroke-width: 2 }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117 } .frame { stroke: #8b949e } .grid { stroke: #30363d } text { fill: #e6edf3 }
  }`;

/** A plot with a legend as an SVG file, for light and dark pages. */
export function svgPlot({ title, x, y, series }: Plot): string {
  const toX = positionOn(x, frame.left, frame.right);
  const toY = positionOn(y, frame.bottom, frame.top);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">`,
    `<style>${style}\n</style>`,
    `<clipPath id="inside"><rect ${rectangle}/></clipPath>`,
    `<rect class="paper" width="${width}" height="${height}"/>`,
    `<text class="title" x="${frame.left}" y="24">${escaped(title)}</text>`,
    ...x.ticks.map((tick) => verticalTick(toX(tick), x.format(tick))),
    ...y.ticks.map((tick) => horizontalTick(toY(tick), y.format(tick))),
    `<rect class="frame" ${rectangle}/>`,
    `<text x="${(frame.left + frame.right) / 2}" y="${frame.bottom + 42}" text-anchor="middle">${escaped(x.label)}</text>`,
    `<text transform="translate(18 ${(frame.top + frame.bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`,
    ...series.map(({ points }, index) => {
      const path = points.map((point) => `${rounded(toX(point.x))},${rounded(toY(point.y))}`).join(' ');
      return `<polyline class="line" clip-path="url(#inside)" ${strokeOf(index)} points="${path}"/>`;
    }),
    ...series.map(({ name }, index) => {
      const middle = frame.top + 10 + index * lineHeight;
      const stroke = `<line class="line" ${strokeOf(index)} x1="${legendLeft}" x2="${legendLeft + 26}" y1="${middle}" y2="${middle}"/>`;
      return `${stroke}<text x="${legendLeft + 34}" y="${middle + 4}">${escaped(name)}</text>`;
    }),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

const rectangle = `x="${frame.left}" y="${frame.top}" width="${frame.right - frame.left}" height="${frame.bottom - frame.top}"`;

/** Places of an axis on the page; on a logarithmic axis zero lies where its beginning is, or one frame beyond. */
function positionOn({ scale, from, to }: Axis, start: number, end: number): (value: number) => number {
  const straight = (value: number): number => (scale === 'log' ? Math.log10(Math.max(value, from ** 2 / to)) : value);
  return (value) => start + ((straight(value) - straight(from)) / (straight(to) - straight(from))) * (end - start);
}

function verticalTick(x: number, text: string): string {
  return `<line class="grid" x1="${rounded(x)}" x2="${rounded(x)}" y1="${frame.top}" y2="${frame.bottom}"/><text x="${rounded(x)}" y="${frame.bottom + 18}" text-anchor="middle">${text}</text>`;
}

function horizontalTick(y: number, text: string): string {
  return `<line class="grid" x1="${frame.left}" x2="${frame.right}" y1="${rounded(y)}" y2="${rounded(y)}"/><text x="${frame.left - 8}" y="${rounded(y + 4)}" text-anchor="end">${text}</text>`;
}

function strokeOf(index: number): string {
  const dashes = index < hues.length ? '' : ' stroke-dasharray="6 4"';
  return `stroke="${hues[index % hues.length] ?? ''}"${dashes}`;
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10);

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
