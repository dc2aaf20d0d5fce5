import { exhibitSubject } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { enrolSite, projectOf, soon } from '../peers/test-support/peers-kit.ts';
import type { Station } from '../station/station.ts';
import { analyst, colleague, memorandum, newBench, openBench, putOn, receive, staff, weigh } from './bench-kit.ts';

it('an exhibit at another bench of the laboratory is known here, and worked on by whoever has it', async () => {
  const configs = await enrolSite(await projectOf(), ['bench-1', 'bench-2'], { role: 'bench' });
  const devices = [
    { id: 'balance', profile: 'mettler-mt-sics', address: { kind: 'serial' as const, path: '/dev/none' } },
  ];
  const open = (index: 0 | 1): Station => {
    const config = configs[index];
    if (!config) throw new Error('no bench');
    return newBench({ ...config, devices }, systemClock);
  };
  const here = await openBench(undefined, await staffed(open(0)));
  const there = await openBench(undefined, await staffed(open(1)));
  for (const { station } of [here, there]) await station.peers.start();
  const seizedAt = new Date(Date.now() - 3_600_000).toISOString();
  await here.act({
    action: 'open-case',
    form: { number: 'QTA-1', section: 'narcotics-chemistry', memorandum: { ...memorandum, seizedAt } },
  });
  const { desk } = here.view();
  await receive(here, desk.step === 'case' ? desk.case.subject : '', 'P-1');

  await there.signIn(colleague);
  await soon('the exhibit at the other bench', () => {
    there.scan('P-1');
    return there.view().desk.step === 'exhibit';
  });
  expect(there.exhibit()).toMatchObject({
    elsewhere: 'bench-1',
    case: { number: 'QTA-1' },
    custodian: { officerId: analyst.officerId },
    obstacle: { en: expect.stringContaining('bench-1') },
    gaps: [],
  });
  putOn(there, '5.00');
  await there.refuses({ action: 'accept' }, 'exhibit-elsewhere');

  await there.signIn(analyst);
  await weigh(there, 'P-1', '5.00');
  const [weighed] = there.station.log.eventsOf(exhibitSubject('P-1'));
  expect(weighed).toMatchObject({
    type: 'exhibit.weighed.v2',
    after: here.station.log.eventsOf(exhibitSubject('P-1'))[0]?.id,
  });
  await soon('the weight at the first bench', () => {
    here.scan('P-1');
    return here.exhibit().findings.length === 1;
  });
  expect(here.exhibit().gaps).toEqual([]);
});

/** Officers are enrolled at each bench. */
async function staffed(station: Station): Promise<Station> {
  await staff(station);
  return station;
}
