import { say } from '@custody-edge/ui-kit';
import type { WireLineView } from '../../src/wire/view.ts';

/** What a page keeps of the lines that came. */
export interface KeptLines {
  readonly lines: readonly WireLineView[];
  /** Lines that never came, since the page was too slow for them. */
  readonly missed: number;
  /** Lines that came and made room for newer ones. */
  readonly older: number;
  readonly rows: number;
  /** Number of the line that is to come. */
  readonly next: number;
}

export const noLines: KeptLines = { lines: [], missed: 0, older: 0, rows: 0, next: 0 };

/** How much is kept, in rows of sixteen bytes; a line without bytes counts as one. */
const mostRows = 20_000;

const rowsOf = ({ rows }: WireLineView): number => Math.max(1, rows.length);

/** Adds what came; a line that is there already is taken once. */
export function withLines(kept: KeptLines, came: readonly WireLineView[]): KeptLines {
  const fresh = came.filter(({ number }) => number >= kept.next);
  const first = fresh[0];
  const last = fresh.at(-1);
  if (!first || !last) return kept;
  const lines = [...kept.lines, ...fresh];
  let rows = kept.rows + fresh.reduce((sum, line) => sum + rowsOf(line), 0);
  let gone = 0;
  for (const line of lines) {
    if (rows <= mostRows) break;
    rows -= rowsOf(line);
    gone += 1;
  }
  return {
    lines: lines.slice(gone),
    missed: kept.missed + (last.number + 1 - kept.next - fresh.length),
    older: kept.older + gone,
    rows,
    next: last.number + 1,
  };
}

export interface LineFilter {
  /** Part of the text, or bytes in hexadecimal with or without spaces. */
  readonly find: string;
  /** Empty for both. */
  readonly from: WireLineView['from'] | '';
  /** Empty for all. */
  readonly deviceId: string;
}

export function matching(
  lines: readonly WireLineView[],
  { find, from, deviceId }: LineFilter,
): readonly WireLineView[] {
  const text = find.trim().toLowerCase();
  const digits = text.replaceAll(' ', '');
  const bytes = /^([0-9a-f]{2})+$/.test(digits) ? digits.replaceAll(/..(?!$)/g, '$& ') : undefined;
  return lines.filter(
    (line) =>
      (from === '' || line.from === from) &&
      (deviceId === '' || line.deviceId === deviceId) &&
      (text === '' ||
        (bytes !== undefined &&
          line.rows
            .map(({ hex }) => hex)
            .join(' ')
            .includes(bytes)) ||
        line.rows
          .map((row) => row.text)
          .join('')
          .toLowerCase()
          .includes(text)),
  );
}

/** Time of day on this machine's wall, to the millisecond. */
export function timeOf({ at }: WireLineView): string {
  const moment = new Date(at);
  const two = (part: number) => String(part).padStart(2, '0');
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two).join(':');
  return `${clock}.${String(moment.getMilliseconds()).padStart(3, '0')}`;
}

export const leftOutText = ({ byteCount, sha256 }: NonNullable<WireLineView['leftOut']>) =>
  say('wire.left-out', { count: byteCount.toLocaleString('en'), hash: `SHA-256 ${sha256}` });

/** The lines as text for whoever is to look at them elsewhere, in UTC. */
export function asText(head: string, lines: readonly WireLineView[]): string {
  const shown = lines.flatMap((line) => {
    const start = `${line.at} ${line.deviceId} ${line.from === 'station' ? '→' : '←'}`;
    const rows = [
      ...line.rows.map(({ hex, text }) => `${hex.padEnd(48)} ${text}`),
      ...(line.leftOut ? [leftOutText(line.leftOut).en] : []),
    ];
    return rows.map((row, index) => `${index === 0 ? start : ' '.repeat(start.length)} ${row}`);
  });
  return `${[head, '', ...shown].join('\n')}\n`;
}
