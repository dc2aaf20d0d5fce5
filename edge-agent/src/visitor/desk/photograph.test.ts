import { describe, expect, it } from 'vitest';
import { comeTo, deputy, enrolStaff, openDesk, photograph, setUpDesk, sister, supervisor } from '../visitor-kit.ts';

const asif = ['آصف علی'];
const notYet = { isPhotographed: false };

/** A desk at which somebody has answered all but finger and photograph. */
async function atFinger(policy: Parameters<typeof setUpDesk>[1] = {}) {
  const { config, prisoner } = await setUpDesk(asif, policy);
  const at = await openDesk(config);
  await enrolStaff(at);
  const began = () => at.station.log.eventsOfType('visit.began.v1').at(-1)?.data;
  return { at, prisoner, began };
}

describe('the photograph at the entry', () => {
  it('is asked beside the finger, and whoever declines is let in all the same, on record', async () => {
    const { at, prisoner, began } = await atFinger();
    await comeTo(at, prisoner, notYet);
    await at.touch('asif', 1);
    expect(at.desk()).toMatchObject({ isPhotographMissing: true, missing: [{ en: 'The photograph' }] });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    expect(at.desk()).toMatchObject({ isPhotographMissing: false, noPhotograph: 'declined' });
    await at.act({ action: 'confirm' });
    expect(began()).toMatchObject({ entry: { method: 'fingerprint' }, noPhotograph: 'declined' });
    expect(began()).not.toHaveProperty('photograph');
  });

  it('that is taken after all stands instead of the reason why there was none', async () => {
    const { at, prisoner, began } = await atFinger();
    await comeTo(at, prisoner, notYet);
    await at.act({ action: 'no-photograph', lack: 'no-camera' });
    await at.act({ action: 'photograph', jpeg: photograph });
    await at.touch('asif', 1);
    await at.act({ action: 'confirm' });
    expect(began()).toMatchObject({ photograph: expect.any(String) });
    expect(began()).not.toHaveProperty('noPhotograph');
  });

  it('is no condition where the house asks a finger alone', async () => {
    const { at, prisoner, began } = await atFinger({ photograph: 'without-finger' });
    await comeTo(at, prisoner, notYet);
    await at.touch('asif', 1);
    await at.act({ action: 'confirm' });
    expect(began()).not.toHaveProperty('photograph');
    expect(began()).not.toHaveProperty('noPhotograph');
  });

  it('and a finger both lacking, a second officer answers for it, with the document that was shown, in and out', async () => {
    const { at, prisoner, began } = await atFinger();
    await comeTo(at, prisoner, notYet);
    await at.act({ action: 'by-sight', reason: 'worn', ...supervisor });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    // Whoever signed before did not know that there would be no photograph.
    await at.refuses({ action: 'confirm' }, 'action-incomplete');
    await at.act({ action: 'by-sight', reason: 'worn', ...supervisor });
    await at.act({ action: 'confirm' });
    expect(began()).toMatchObject({ entry: { method: 'sight', reason: 'worn' }, noPhotograph: 'declined' });
    const [line] = await at.inside();
    await at.act({ action: 'begin-exit', visit: line?.visit ?? '' });
    expect(at.desk()).toMatchObject({ step: 'exit', isSightOnly: true });
    expect(at.desk()).not.toHaveProperty('photograph');
    await at.act({ action: 'by-sight', reason: 'worn', ...deputy });
    expect(at.page()).toBe('goodbye');
  });

  it('and finger and document all lacking, nothing would tell who leaves: the officer is told so', async () => {
    const { at, prisoner } = await atFinger();
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'none' });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'sister' });
    await at.act({ action: 'searched', officer: '4417', officerSex: 'F' });
    await at.act({ action: 'goods', children: 0, items: [] });
    await at.act({ action: 'no-photograph', lack: 'declined' });
    await at.act({ action: 'by-sight', reason: 'missing', ...supervisor });
    expect(at.desk()).toMatchObject({ missing: [{ en: expect.stringContaining('without finger and document') }] });
    await at.refuses({ action: 'confirm' }, 'action-incomplete');
  });
});
