import type { Happened } from '../play/play.ts';

/** Size of the drawing; the page scales it to its own width. */
const width = 1_000;
const left = 150;
const laneHeight = 34;
const curveHeight = 150;
const lanes = ['court', 'back', 'committed', 'released', 'visits', 'fraud', 'fault'] as const;
type Lane = (typeof lanes)[number];

const laneNames: Readonly<Record<Lane, readonly [en: string, ur: string]>> = {
  court: ['to court', 'عدالت کو'],
  back: ['back', 'واپسی'],
  committed: ['committed', 'داخلہ'],
  released: ['released', 'رہائی'],
  visits: ['visitors', 'ملاقاتی'],
  fraud: ['tried', 'دھوکا'],
  fault: ['failed', 'خرابی'],
};

const laneOf = ({ scene }: Happened): Lane | undefined => {
  switch (scene.kind) {
    case 'van-out':
      return 'court';
    case 'van-back':
      return 'back';
    case 'committal':
      return 'committed';
    case 'release':
      return 'released';
    case 'fraud':
      return 'fraud';
    case 'fault':
      return 'fault';
    case 'visitor-in':
      return 'visits';
    case 'visitor-out':
    case 'order':
    case 'fault-over':
      return undefined;
  }
};

const change = ({ scene }: Happened): number => {
  if (scene.kind === 'van-out') return -scene.people.length;
  if (scene.kind === 'van-back') return scene.people.length;
  if (scene.kind === 'committal') return 1;
  return scene.kind === 'release' ? -1 : 0;
};

const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Karachi', hour: '2-digit', minute: '2-digit' });
const hourMs = 3_600_000;

/** The day from left to right: how many were inside, and what happened when, one line for each kind. */
export function dayChart(happened: readonly Happened[], startMs: number, insideAtStart: number): string {
  const endMs = Math.max(startMs + hourMs, ...happened.map(({ untilMs }) => untilMs));
  const x = (atMs: number): number => left + ((width - left - 10) * (atMs - startMs)) / (endMs - startMs);
  const lanesTop = curveHeight + 30;
  const height = lanesTop + lanes.length * laneHeight + 24;
  let inside = insideAtStart;
  const steps = happened.map((one) => {
    inside += change(one);
    return { atMs: one.untilMs, inside };
  });
  const most = Math.max(insideAtStart, ...steps.map((step) => step.inside));
  const least = Math.min(insideAtStart, ...steps.map((step) => step.inside));
  const y = (count: number): number => 14 + ((curveHeight - 14) * (most - count)) / Math.max(1, most - least);
  const curve = [{ atMs: startMs, inside: insideAtStart }, ...steps]
    .map(({ atMs, inside: count }, index, all) => {
      const before = all[index - 1]?.inside ?? count;
      return `${index === 0 ? 'M' : 'L'}${x(atMs).toFixed(1)} ${y(before).toFixed(1)} L${x(atMs).toFixed(1)} ${y(count).toFixed(1)}`;
    })
    .join(' ');
  const everyMs = Math.max(hourMs / 4, Math.ceil((endMs - startMs) / hourMs / 12) * hourMs);
  const hours = Array.from(
    { length: Math.floor((endMs - startMs) / everyMs) + 1 },
    (_, index) => startMs + index * everyMs,
  );
  const grid = hours.map(
    (atMs) =>
      `<line class="grid" x1="${x(atMs)}" x2="${x(atMs)}" y1="8" y2="${height - 22}"/>` +
      `<text class="hour" x="${x(atMs)}" y="${height - 6}">${clockTime.format(atMs)}</text>`,
  );
  const names = lanes.map((lane, index) => {
    const [en, ur] = laneNames[lane];
    const at = lanesTop + index * laneHeight + 21;
    return `<text class="lane" x="8" y="${at}">${en}</text><text class="lane ur" x="${left - 10}" y="${at}">${ur}</text>`;
  });
  const marks = happened.flatMap((one) => {
    const lane = laneOf(one);
    if (lane === undefined) return [];
    const top = lanesTop + lanes.indexOf(lane) * laneHeight + 6;
    const long = one.scene.kind === 'fault' ? endOf(one, happened) : one.untilMs;
    const wide = Math.max(lane === 'fraud' ? 5 : 3, x(long) - x(one.fromMs));
    const isBad = one.trouble !== undefined;
    return [
      `<rect class="${lane}${isBad ? ' missed' : ''}" x="${x(one.fromMs).toFixed(1)}" y="${top}" width="${wide.toFixed(1)}" height="22" rx="2"/>`,
    ];
  });
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="The day from hour to hour">`,
    ...grid,
    `<text class="lane" x="8" y="24">inside</text><text class="lane ur" x="${left - 10}" y="24">اندر</text>`,
    `<text class="count" x="8" y="${Math.round(y(most)) + 34}">${most}</text><text class="count" x="8" y="${curveHeight}">${least}</text>`,
    `<path class="curve" d="${curve}"/>`,
    ...names,
    ...marks,
    '</svg>',
  ].join('');
}

/** When a fault that lasts was over; the end of its own scene for one that does not. */
function endOf({ scene, untilMs }: Happened, happened: readonly Happened[]): number {
  if (scene.kind !== 'fault') return untilMs;
  const over = happened.find((one) => one.scene.kind === 'fault-over' && one.scene.fault === scene.fault);
  return over?.untilMs ?? untilMs;
}
