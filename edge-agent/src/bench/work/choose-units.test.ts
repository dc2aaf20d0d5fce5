import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exhibitSubject } from '@custody-edge/event-contract';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { benchConfig, openBench, openedParcel } from '../bench-kit.ts';

const both = (en: string) => ({ en, ur: 'یہ کریں' });
const sampling = {
  ...{ id: 'sampling', version: '1', title: both('Sampling'), section: 'narcotics-chemistry', sources: ['None'] },
  steps: [
    { id: 'units', prompt: both('Take them out'), of: 'parcel', kind: 'divide', into: [{ part: 'unit' }] },
    {
      ...{
        id: 'draw',
        prompt: both('Draw'),
        of: 'parcel',
        kind: 'choose',
        by: 'bayesian',
        share: '0.5',
        confidence: '0.9',
      },
      prior: { a: '1', b: '1' },
    },
    { id: 'colour', prompt: both('Test'), kind: 'test', technique: 'colour-test', protocol: 'SOP 4', sampled: true },
  ],
};

it('units are drawn once as the method says, and the tests are asked of those alone', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'sampling.json5'), JSON.stringify(sampling));
  const at = await openBench(benchConfig({ methodsDir: folder }));
  await openedParcel(at);
  await at.act({ action: 'begin-method', id: 'sampling' });
  await at.refuses({ action: 'choose-units' }, 'action-not-possible');
  const labels = Array.from({ length: 12 }, (_, index) => `P-1/${index + 1}`);
  await at.act({ action: 'take-labels' });
  await at.act({ action: 'divide', parts: labels.map((label) => ({ label, kind: 'unit', described: 'a packet' })) });
  const { next, drawAhead } = at.exhibit();
  expect(next.step).toBe('choose');
  // After 2 positives of 2 the risk of fewer than 6 is (2 + 6 + 12 + 20) / 572 = 7 %, after 1 of 1 it is 15 / 78 = 19 %.
  expect(drawAhead).toMatchObject({
    text: { en: '2 of 12 units' },
    plan: { en: expect.stringContaining('prior Beta(1, 1)') },
    supports: { en: expect.stringMatching(/at least 6 of 12 units .* nothing of a quantity/) },
  });
  await at.act({ action: 'choose-units' });
  await at.refuses({ action: 'choose-units' }, 'action-not-possible');
  const [drawn] = at.exhibit().drawn;
  expect(drawn).toMatchObject({
    seed: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    repeatable: { en: expect.stringContaining('again') },
  });
  const tested = labels.filter((label) => {
    at.scan(label);
    return at.exhibit().next.step === 'test';
  });
  expect(tested.toSorted()).toEqual(drawn?.labels.toSorted());
  expect(tested).toHaveLength(2);
  const [event] = at.station.log.eventsOf(exhibitSubject('P-1'), 'exhibit.units-chosen.v1');
  expect(event?.data).toMatchObject({ plan: { by: 'bayesian', population: 12, prior: { a: '1', b: '1' } } });
});
