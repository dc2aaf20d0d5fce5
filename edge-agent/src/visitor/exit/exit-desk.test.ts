import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { superintendent } from '../../test-kit.ts';
import { comeTo, deputy, enrolStaff, letIn, openDesk, photograph, setUpDesk, supervisor } from '../visitor-kit.ts';
import { PassCodes } from './pass-code.ts';

const asif = ['آصف علی'];

describe('at the exit', () => {
  it('a swap is stopped: whoever holds the pass must be the one who came in, and a duty officer answers', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    const visit = await letIn(at, prisoner, 'asif');
    await at.scan(new PassCodes(readFileSync(config.keys.siteKey)).codeOf(visit));
    for (const touch of [1, 2, 3]) await at.touch('bilal', touch);
    expect(at.desk()).toMatchObject({
      step: 'hold',
      text: { en: expect.stringContaining('before anybody is accused') },
    });
    const [alarm] = at.station.log.eventsOfType('visit.alarm.v1');
    expect(alarm).toMatchObject({ subject: visit, data: { alarm: 'exit-not-confirmed', attempts: 3 } });
    // Nothing opens it but an answer: no finger, no card, no other officer, no restart.
    await at.touch('asif', 3);
    for (const action of ['cancel', 'begin-exit'] as const) await at.refuses({ action });
    await at.station.stop();
    const again = await openDesk(config);
    expect(again.page()).toBe('hold');
    const id = alarm?.id ?? '';
    await again.act({ action: 'answer-alarm', alarm: id, finding: 'Counted: all there. Worn finger', ...deputy });
    expect(again.page()).toBe('home');
    expect(again.visitor.view().alarms).toEqual([]);
    await again.touch('asif', 4);
    expect(again.page()).toBe('goodbye');
  });

  it('two visitors with each other’s pass are stopped at once', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    const first = await letIn(at, prisoner, 'asif');
    const second = await letIn(at, prisoner, 'bilal', { serial: 2 });
    await at.scan(new PassCodes(readFileSync(config.keys.siteKey)).codeOf(first));
    await at.touch('bilal', 3);
    expect(at.desk()).toMatchObject({ step: 'hold', text: { en: expect.stringContaining('two visitors') } });
    expect(at.station.log.eventsOfType('visit.alarm.v1')[0]).toMatchObject({
      subject: first,
      data: { matches: second },
    });
  });

  it('a copied pass and an altered one hold the door', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    const code = new PassCodes(readFileSync(config.keys.siteKey)).codeOf(await letIn(at, prisoner, 'asif'));
    await at.touch('asif', 3);
    for (const [text, alarm] of [
      [code, 'pass-used'],
      [`${code.slice(0, -1)}${code.endsWith('0') ? '8' : '0'}`, 'pass-altered'],
    ] as const) {
      await at.scan(text);
      const open = at.station.log.eventsOfType('visit.alarm.v1').at(-1);
      expect(open?.data.alarm).toBe(alarm);
      await at.act({ action: 'answer-alarm', alarm: open?.id ?? '', finding: 'A copy', ...supervisor });
    }
  });

  it('whoever has no readable finger comes and goes by a second officer and a photograph', async () => {
    const { config, prisoner } = await setUpDesk(asif);
    const at = await openDesk(config);
    await enrolStaff(at);
    await comeTo(at, prisoner, { isPhotographed: false });
    await at.refuses({ action: 'by-sight', reason: 'worn', ...superintendent }, 'second-officer-needed');
    await at.act({ action: 'by-sight', reason: 'worn', ...supervisor });
    expect(at.desk()).toMatchObject({ missing: [{ en: expect.stringContaining('photograph') }] });
    await at.act({ action: 'photograph', jpeg: photograph });
    await at.act({ action: 'confirm' });
    const [line] = await at.inside();
    await at.act({ action: 'begin-exit', visit: line?.visit ?? '' });
    const desk = at.desk();
    expect(desk).toMatchObject({ step: 'exit', isSightOnly: true, photograph: expect.any(String) });
    if (desk.step !== 'exit') throw new Error('not at the exit');
    expect(Buffer.from(at.visitor.photograph(desk.photograph ?? '')).toString('base64')).toBe(photograph);
    await at.act({ action: 'by-sight', reason: 'worn', ...deputy });
    expect(at.page()).toBe('goodbye');
    expect(at.station.log.eventsOfType('visit.ended.v1')[0]?.data.exit).toMatchObject({
      method: 'sight',
      reason: 'worn',
    });
  });

  it('a prisoner’s finger is compared with visitors only, and a visitor’s never with prisoners', async () => {
    const { config } = await setUpDesk(asif);
    const at = await openDesk(config);
    await at.touch('asif', 1);
    expect(at.desk()).toMatchObject({ step: 'exit', again: { en: expect.stringContaining('try 2 of 3') } });
  });
});
