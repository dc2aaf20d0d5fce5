import { cpSync } from 'node:fs';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import {
  analyst,
  benchConfig,
  colleague,
  colourTest,
  fitBalance,
  newBench,
  type OpenBench,
  openBench,
  openCase,
  putOn,
  receive,
  supervisor,
  takeOff,
  weighing,
} from './bench-kit.ts';

const seals = [{ mark: 'ANF/7', state: 'intact' as const }];
const label = 'P-1';

/** What is on record of a case, as every page shows it. */
function known({ bench }: OpenBench, labCase: string) {
  const { case: shown, sources, report, issued, conclusion } = bench.review(labCase);
  return { shown, sources, report, issued, conclusion };
}

it('the power goes at any step from the sealed parcel to the issued report: what was told is on record, what was not is not', async () => {
  const config = benchConfig();
  const at = await openBench(config);
  await fitBalance(at);
  const labCase = await openCase(at);

  /** The same bench on the disk as it is now, when the power comes back. */
  const afterCut = async (): Promise<OpenBench> => {
    const dataDir = newFolder();
    cpSync(config.dataDir, dataDir, { recursive: true });
    const copied = { ...config, dataDir };
    const station = newBench(copied);
    expect([...station.log.signedTexts()]).toEqual([...at.station.log.signedTexts()]);
    const back = await openBench(copied, station);
    back.station.log.verify();
    return back;
  };
  const contentHash = () => at.bench.review(labCase).report.contentHash ?? '';
  const review = async (kind: 'technical-review' | 'administrative-review') =>
    at.act({ action: 'review', case: labCase, review: kind, contentHash: contentHash() });

  /** Each with whether it is told to be done: what still waits for a signature, or for a load to lie still, is nowhere. */
  const steps: readonly (readonly [name: string, isTold: boolean, does: () => unknown])[] = [
    ['taken in', true, () => receive(at, labCase, label)],
    ['scanned', false, () => at.scan(label)],
    ['opened', true, () => at.act({ action: 'open', seals })],
    [
      'about to be assigned',
      false,
      () => at.act({ action: 'assign', case: labCase, analyst: analyst.officerId, appointment: 'S.R.O. 1(I)/2026' }),
    ],
    ['assigned', true, () => at.sign(supervisor)],
    ['scanned again', false, () => at.scan(label)],
    ['about to be weighed', false, () => at.act({ action: 'weigh', what: 'net' })],
    ['in the middle of a series', false, () => at.bench.onReading('balance', weighing('12.50', 1))],
    [
      'steady on the pan',
      false,
      () => {
        takeOff(at);
        putOn(at, '12.50');
      },
    ],
    ['weighed', true, () => at.act({ action: 'accept' })],
    ['tested', true, () => at.act(colourTest)],
    ['sealed again', true, () => at.act({ action: 'reseal', seals, withParts: true })],
    [
      'about to be concluded',
      false,
      () => at.act({ action: 'conclude', case: labCase, number: 'FSL-Q/2026/1', conclusion: 'Presumptive' }),
    ],
    ['concluded', true, () => at.sign(analyst)],
    ['about to be reviewed', false, () => review('technical-review')],
    ['reviewed', true, () => at.sign(colleague)],
    ['about to be reviewed again', false, () => review('administrative-review')],
    ['reviewed again', true, () => at.sign(supervisor)],
    ['issued', true, () => at.act({ action: 'issue-report', case: labCase })],
  ];
  for (const [name, isTold, does] of steps) {
    const before = at.station.log.length;
    await does();
    expect(at.station.log.length > before, name).toBe(isTold);
    const back = await afterCut();
    expect(known(back, labCase), name).toEqual(known(at, labCase));
    expect(back.bench.view().signing, name).toBeUndefined();
    await back.station.stop();
  }
  expect(at.bench.review(labCase).issued).toHaveLength(1);
});
