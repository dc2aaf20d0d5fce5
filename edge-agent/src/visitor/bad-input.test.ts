import { readFileSync } from 'node:fs';
import type { BilingualText } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { PassCodes } from './exit/pass-code.ts';
import {
  cnicOf,
  comeTo,
  deputy,
  enrolStaff,
  letIn,
  type OpenDesk,
  openDesk,
  photograph,
  setUpDesk,
  sister,
  supervisor,
} from './visitor-kit.ts';

const asif = ['آصف علی'];

/** Clear to both: each language says something, and Urdu in its own script. */
function expectSaid(text: BilingualText | undefined, en: string): void {
  expect(text?.en).toContain(en);
  expect(text?.ur).toMatch(/^[\p{Script=Arabic}\p{P}\p{N}\s]+$/u);
}

/** What the glass says of the last thing that was tried. */
function again(at: OpenDesk): BilingualText | undefined {
  const desk = at.desk();
  return 'again' in desk ? desk.again : undefined;
}

function heldFor(at: OpenDesk): { readonly text: BilingualText; readonly id: string } {
  const desk = at.desk();
  if (desk.step !== 'hold') throw new Error(`the door is not held: ${desk.step}`);
  return desk;
}

describe('bad input at the desk is answered in both languages, and nothing is lost', () => {
  it('a pass copied, and a pass altered', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    const codes = new PassCodes(readFileSync(config.keys.siteKey));
    const visit = await letIn(at, prisoner, 'asif');
    // The copy is in another's hand while its owner is still inside.
    await at.scan(codes.codeOf(visit));
    for (const touch of [1, 2]) {
      await at.touch('bilal', touch);
      expectSaid(again(at), 'does not confirm it');
    }
    await at.touch('bilal', 3);
    expectSaid(heldFor(at).text, 'This finger is not the one that came in');
    await at.act({ action: 'answer-alarm', alarm: heldFor(at).id, finding: 'A copy', ...supervisor });
    // Its owner leaves, and then the copy comes back.
    await at.touch('asif', 3);
    await at.scan(codes.codeOf(visit));
    expectSaid(heldFor(at).text, 'Somebody has left on this pass before');
    await at.act({ action: 'answer-alarm', alarm: heldFor(at).id, finding: 'A copy', ...supervisor });
    const code = codes.codeOf(visit);
    await at.scan(`${code.slice(0, -2)}${code.at(-2) === '0' ? '1' : '0'}${code.at(-1)}`);
    expectSaid(heldFor(at).text, 'did not print this pass so');
    for (const action of ['take-number', 'close'] as const) await at.refuses({ action: 'queue', step: action });
    await at.refuses({ action: 'open', list: 'inside' });
    await at.act({ action: 'answer-alarm', alarm: heldFor(at).id, finding: 'Altered', ...supervisor });
    expect(at.page()).toBe('home');
    expect(at.station.log.eventsOfType('visit.alarm.v1').map(({ data }) => data.alarm)).toEqual([
      'exit-not-confirmed',
      'pass-used',
      'pass-altered',
    ]);
    at.station.log.verify();
  });

  it('a card that cannot be read, a number of no shape, and a pass of another house', async () => {
    const { config } = await setUpDesk(asif);
    const at = await openDesk(config);
    await at.scan('no number');
    expectSaid(again(at), 'No number could be read');
    await at.act({ action: 'document', document: 'cnic', number: '35202-12' });
    expectSaid(again(at), 'not the shape of such a number');
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    expect(at.page()).toBe('who');
    await at.act({ action: 'begin-exit' });
    await at.scan('RO-1');
    expectSaid(again(at), 'no pass of this desk');
  });

  it('a visitor with neither card nor finger comes and goes under two officers’ eyes', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'none' });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'choose', person: prisoner });
    await at.act({ action: 'relate', relation: 'sister' });
    await at.act({ action: 'searched', officer: '4417', officerSex: 'F' });
    await at.act({ action: 'goods', children: 0, items: [] });
    const missing = () => {
      const desk = at.desk();
      return desk.step === 'entry' ? desk.missing[0] : undefined;
    };
    expectSaid(missing(), 'The finger');
    await at.act({ action: 'by-sight', reason: 'missing', ...supervisor });
    expectSaid(missing(), 'without finger and document it alone tells who came');
    await at.act({ action: 'photograph', jpeg: photograph });
    await at.act({ action: 'confirm' });
    expect(at.station.log.eventsOfType('visit.began.v1')[0]?.data.entry).toMatchObject({
      method: 'sight',
      reason: 'missing',
    });
    const [line] = await at.inside();
    await at.act({ action: 'begin-exit', visit: line?.visit ?? '' });
    await at.act({ action: 'by-sight', reason: 'missing', ...deputy });
    expect(at.page()).toBe('goodbye');
  });

  it('a banned visitor under another spelling, on another document', async () => {
    const { config } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await at.act({ action: 'begin-entry', kind: 'family' });
    await at.act({ action: 'document', document: 'cnic', number: cnicOf(1) });
    await at.act({ action: 'who', who: sister });
    await at.act({ action: 'ban', until: '2026-12-31', reason: 'Brought a blade', ...deputy });
    for (const [number, name, parentage] of [
      ['AB1234567', 'Rukhsana Parveen', 'Fazal Din'],
      ['AB1234568', 'Rukhsanah', 'Fazl ud Din'],
      ['AB1234569', 'رخسانہ', 'فضل دین'],
    ] as const) {
      await at.act({ action: 'begin-entry', kind: 'family' });
      await at.act({ action: 'document', document: 'passport', number });
      await at.act({ action: 'who', who: { ...sister, name, parentage } });
      const desk = at.desk();
      expect(desk, name).toMatchObject({ page: 'compare', alike: { identity: { name: sister.name } } });
      const banned = desk.step === 'entry' ? (desk.alike?.subject ?? '') : '';
      await at.act({ action: 'compared', banned, isSame: true });
      const stopped = at.desk();
      expectSaid(stopped.step === 'entry' ? stopped.grounds[0] : undefined, 'A ban on this visitor is in force');
      await at.refuses({ action: 'confirm' }, 'action-incomplete');
      await at.act({ action: 'turn-away' });
    }
    expect(at.station.log.eventsOfType('visit.refused.v1').map(({ data }) => data.grounds)).toEqual([
      ['banned'],
      ['banned'],
      ['banned'],
    ]);
  });

  it('a crowd at closing time: each is told, nobody more comes in, and whoever is inside still leaves', async () => {
    const crowd = 40;
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await letIn(at, prisoner, 'asif');
    await comeTo(at, prisoner, { serial: 2 });
    for (let waiting = 0; waiting < crowd; waiting++) await at.act({ action: 'queue', step: 'take-number' });
    await at.act({ action: 'queue', step: 'close' });
    await at.scan(cnicOf(3).replaceAll('-', ''));
    const desk = at.desk();
    expectSaid(desk.step === 'entry' ? desk.grounds[0] : undefined, 'The desk is closed for today');
    await at.act({ action: 'turn-away' });
    await at.touch('asif', 3);
    expect(at.page()).toBe('goodbye');
    for (let told = 0; told < crowd; told++) await at.act({ action: 'queue', step: 'tell' });
    const [closed] = at.station.log.eventsOfType('visit.queue-closed.v1');
    expect(closed?.data.told).toEqual(Array.from({ length: crowd }, (_, index) => index + 1));
    expect(at.visitor.view().queue).toEqual({ waiting: [], closing: false, closed: true });
    for (const step of ['take-number', 'tell'] as const) await at.refuses({ action: 'queue', step });
  });
});
