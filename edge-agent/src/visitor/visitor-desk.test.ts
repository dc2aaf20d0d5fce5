import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PassCodes } from './exit/pass-code.ts';
import { cnicOf, comeTo, letIn, openDesk, photograph, settableClock, setUpDesk, sister } from './visitor-kit.ts';

const asif = ['آصف علی'];

describe('a visit', () => {
  it('goes from the card to the pass, out by the same finger, and leaves nobody’s name and no finger in the record', async () => {
    const { config, prisoner } = await setUpDesk(asif, { impressions: 2 });
    const at = await openDesk(config);
    await at.act({ action: 'begin-entry', kind: 'family' });
    expect(at.page()).toBe('card');
    await at.scan(`IDPAK|${cnicOf(1).replaceAll('-', '')}|X`);
    expect(at.page()).toBe('who');
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'find', query: 'Asif' });
    expect(at.desk()).toMatchObject({ found: { people: [{ subject: prisoner, number: 'آصف علی' }] } });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'sister' });
    await at.act({ action: 'searched', officer: '4417', officerSex: 'F' });
    await at.act({ action: 'goods', children: 2, items: [{ item: 'Telephone', quantity: 1 }] });
    expect(at.desk()).toMatchObject({ page: 'finger', missing: [{ en: 'The finger' }, { en: 'The photograph' }] });
    await at.refuses({ action: 'confirm' }, 'action-incomplete');
    await at.touch('asif', 1);
    await at.touch('asif', 2);
    await at.refuses({ action: 'confirm' }, 'action-incomplete');
    await at.act({ action: 'photograph', jpeg: photograph });
    await at.act({ action: 'confirm' });
    expect(at.desk()).toMatchObject({ step: 'passed', of: { pass: 1, children: 2, token: 1, relation: 'sister' } });
    expect(at.visitor.view()).toMatchObject({ occupancy: { adults: 1, children: 2 }, today: { arrived: 1, left: 0 } });
    await at.touch('asif', 3);
    expect(at.desk()).toMatchObject({ step: 'goodbye', of: { token: 1 } });
    expect(at.recorded()).toEqual(['visitor.registered.v1', 'visit.began.v1', 'visit.ended.v1']);
    expect(await at.inside()).toEqual([]);
    const signed = [...at.station.log.signedTexts()]
      .map((text) => Buffer.from(JSON.parse(text).payload, 'base64url').toString())
      .join('\n');
    for (const secret of [sister.name, sister.parentage, sister.address, cnicOf(1).replaceAll('-', ''), photograph])
      expect(signed).not.toContain(secret);
    at.station.log.verify();
  });

  it('of somebody who came before takes one touch', async () => {
    const { clock, pass } = settableClock();
    const { config, prisoner } = await setUpDesk(asif, { visitsPerWeek: { 'under-trial': 2, convicted: 1 } });
    const at = await openDesk(config, clock);
    await letIn(at, prisoner, 'asif');
    await at.touch('asif', 3);
    pass(60_000);
    await at.scan(cnicOf(1).replaceAll('-', ''));
    expect(at.desk()).toMatchObject({
      page: 'prisoner',
      isKnown: true,
      visitor: sister,
      lastTime: { relation: 'sister' },
    });
    await at.act({ action: 'same-as-last' });
    expect(at.page()).toBe('search');
    await at.act({ action: 'cancel' });
    expect(at.recorded().filter((type) => type === 'visitor.registered.v1')).toHaveLength(1);
  });

  it('ends the same after the station was restarted, and the pass of the morning still counts', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    const visit = await letIn(at, prisoner, 'asif');
    await at.station.stop();
    const again = await openDesk(config);
    expect(await again.inside()).toMatchObject([{ visit, pass: 1 }]);
    const codes = new PassCodes(readFileSync(config.keys.siteKey));
    await again.scan(codes.codeOf(visit));
    expect(again.desk()).toMatchObject({ step: 'exit', of: { visit } });
    await again.touch('asif', 4);
    expect(again.page()).toBe('goodbye');
  });

  it('begins only for somebody in the house, and says honestly where the desk knows nobody', async () => {
    const { config } = await setUpDesk([]);
    const at = await openDesk(config);
    expect(at.visitor.view().prisoners).toBe(0);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'none' });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'find', query: 'Asif' });
    expect(at.desk()).toMatchObject({ found: { people: [], more: 0 } });
    await at.refuses({ action: 'choose', person: 'person/nobody' }, 'person-unknown');
  });

  it('is refused to whoever does not agree to be searched, and the ground stands on record', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'passport', number: 'ab 1234567' });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'sister' });
    await at.act({ action: 'search-refused' });
    expect(at.desk()).toMatchObject({
      page: 'turn-away',
      grounds: [{ en: expect.stringContaining('as is their right') }],
    });
    await at.refuses({ action: 'confirm' }, 'action-incomplete');
    await at.act({ action: 'turn-away', words: 'I will come with my brother' });
    const [event] = at.station.log.eventsOfType('visit.refused.v1');
    expect(event?.data).toMatchObject({
      grounds: ['search-refused'],
      parties: { person: prisoner, relation: 'sister' },
    });
    expect(event?.data.words).toBeDefined();
    expect(at.page()).toBe('turned-away');
  });

  it('by the rules of the house: the week’s visit, and no finger that is inside already', async () => {
    const { config, prisoner, other } = await setUpDesk([...asif, 'بلال']);
    const at = await openDesk(config);
    await letIn(at, prisoner, 'asif');
    await comeTo(at, other, { serial: 2 });
    await at.touch('asif', 5);
    expect(at.desk()).toMatchObject({
      page: 'turn-away',
      grounds: [{ en: expect.stringContaining('came in already') }],
    });
    // Somebody else all the same: another finger of theirs is taken, and nothing else is asked again.
    await at.act({ action: 'back' });
    expect(at.desk()).toMatchObject({ page: 'finger', grounds: [], finger: { taken: 0 } });
    await at.touch('bilal', 5);
    expect(at.desk()).toMatchObject({ page: 'finger', finger: { taken: 1 } });
    await at.act({ action: 'back' });
    await at.touch('asif', 6);
    await at.act({ action: 'turn-away' });
    await at.touch('asif', 3);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(3) });
    await at.act({ action: 'who', who: { ...sister, name: 'شازیہ' } });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'mother' });
    expect(at.desk()).toMatchObject({ page: 'turn-away', grounds: [{ en: expect.stringContaining('of this week') }] });
    await at.act({ action: 'back' });
    expect(at.page()).toBe('relation');
  });
});

describe('the desk', () => {
  it('closes once each who waits was told, and lets nobody in from then on', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    for (let waiting = 0; waiting < 3; waiting++) await at.act({ action: 'queue', step: 'take-number' });
    await at.act({ action: 'queue', step: 'close' });
    expect(at.desk()).toMatchObject({ step: 'list', list: 'closing' });
    await at.station.stop();
    const again = await openDesk(config);
    expect(again.visitor.view().queue).toMatchObject({ waiting: [1, 2, 3], closing: true });
    for (let told = 0; told < 3; told++) await again.act({ action: 'queue', step: 'tell' });
    expect(again.station.log.eventsOfType('visit.queue-closed.v1')[0]?.data).toEqual({ told: [1, 2, 3] });
    await again.act({ action: 'begin-entry', kind: 'family' });
    expect(again.desk()).toMatchObject({ page: 'turn-away', grounds: [{ en: 'The desk is closed for today' }] });
    await again.act({ action: 'queue', step: 'go-on' });
    await comeTo(again, prisoner);
  });

  it('moves nobody while no officer attends, and shows no name', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await letIn(at, prisoner, 'asif');
    expect(await at.inside()).toMatchObject([{ who: { ur: sister.name } }]);
    at.station.officers.signOut();
    const view = at.visitor.view();
    expect(view).toMatchObject({ desk: { step: 'home' }, occupancy: { adults: 1 } });
    expect(JSON.stringify(view)).not.toContain(sister.name);
    await at.refuses({ action: 'begin-exit' }, 'sign-in-first');
  });

  it('takes hostile scans for what they are', async () => {
    const { config } = await setUpDesk(asif);
    const at = await openDesk(config);
    for (const text of ["'; DROP TABLE visit;--", '\u001b[2J', '<script>', '9'.repeat(900), '‮3520212345671x']) {
      await at.scan(text);
      expect(at.desk()).toMatchObject({ step: 'entry', page: expect.stringMatching(/card|who/) });
      await at.act({ action: 'cancel' });
    }
    at.station.log.verify();
  });
});
