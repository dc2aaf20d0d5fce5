import { randomUUID } from 'node:crypto';
import { grantKey } from '@custody-edge/event-contract';
import { expect, it } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { admit, enrolSite, openStation, projectOf } from '../peers/test-support/peers-kit.ts';
import { TakingOver } from './taking-over.ts';

it('a line that another station of the site holds without its end is whole once the centre has told of it', async () => {
  const ground = await projectOf();
  const configs = await enrolSite(ground, ['gate-1', 'visitor-1', 'gate-2'], { roles: ['gate', 'visitor', 'gate'] });
  const [broken, desk, successor] = configs.map((config) => openStation(config));
  if (!broken || !desk || !successor) throw new Error('no stations');
  const subject = await admit(broken);
  await desk.pull(broken);
  // The machine breaks before the desk has heard of it.
  const [released] = broken.write([drafts.released(subject)]);
  await successor.pull(desk);
  expect(successor.people.find(subject)?.custody.state).toBe('IN_CUSTODY');
  const key = broken.keys.find(subject);
  if (!key || !released) throw new Error('nothing to tell');
  const takingOver = new TakingOver({ ...successor, committed: () => {} }, successor.keys, successor.people);
  const { refused } = await takingOver.take([
    {
      purpose: 'tell-of-person',
      subject,
      event: released.id,
      records: [broken.identity.recordText],
      events: [...broken.log.signedTexts()],
      grant: (await grantKey(randomUUID(), subject, key, successor.identity.enrolment, ground.centre)).text,
    },
  ]);
  expect(refused).toEqual([]);
  expect(successor.people.find(subject)?.custody).toMatchObject({ state: 'RELEASED', heads: [released.id] });
});
