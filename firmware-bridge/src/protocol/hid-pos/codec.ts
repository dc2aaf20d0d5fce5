import { symbologyOfAim } from '../code.ts';
import type { Fragment } from '../fragments.ts';

/** Usage page of bar code scanners (HID Point of Sale Usage Tables 1.02). */
export const barcodeUsagePage = 0x8c;
/** Input report that carries scanned data. */
const scannedData = 0x02;
const aimFlag = 0x5d;
const aimBytes = 3;
/** Where the identifier begins: most readers, then some of Zebra and Datalogic. */
const aimPlaces = [2, 3] as const;
/** Around the data of a report: id, length, identifier, the maker's own two bytes, whether more follows. */
const frameBytes = 8;

/** What an input report carries; undefined when it carries no scanned data, or contradicts itself. */
export function readFragment(report: Uint8Array, reportBytes: number): Fragment | undefined {
  const [id, length] = report;
  const aimAt = aimPlaces.find((place) => report[place] === aimFlag);
  if (id !== scannedData || length === undefined || aimAt === undefined || report.length !== reportBytes)
    return undefined;
  if (length > reportBytes - frameBytes) return undefined;
  const dataAt = aimAt + aimBytes;
  return {
    symbology: symbologyOfAim(Buffer.from(report.subarray(aimAt, dataAt)).toString('latin1')),
    data: Uint8Array.from(report.subarray(dataAt, dataAt + length)),
    more: report[reportBytes - 1] !== 0,
  };
}

/** The reports by which a reader sends a code. */
export function reportsOf(code: Uint8Array, aim: string, reportBytes: number): Uint8Array[] {
  const roomBytes = reportBytes - frameBytes;
  const count = Math.max(1, Math.ceil(code.length / roomBytes));
  return Array.from({ length: count }, (_, index) => {
    const data = code.subarray(index * roomBytes, (index + 1) * roomBytes);
    const report = new Uint8Array(reportBytes);
    report.set([scannedData, data.length, ...Buffer.from(aim, 'latin1')]);
    report.set(data, 2 + aimBytes);
    report[reportBytes - 1] = index === count - 1 ? 0 : 1;
    return report;
  });
}
