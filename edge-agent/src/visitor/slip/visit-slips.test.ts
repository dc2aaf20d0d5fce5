import { randomBytes } from 'node:crypto';
import { drawSlipApart, type Slip } from '@custody-edge/ui-kit/slip';
import { describe, expect, it } from 'vitest';
import { PassCodes } from '../exit/pass-code.ts';
import type { Visit } from '../store/visits.ts';
import { codeOn } from './code-on.ts';
import { depositSlip, passSlip, type VisitSlipFacts } from './visit-slips.ts';

const visit: Visit = {
  subject: 'visit/0195533f-7c00-7000-8000-000000000001',
  state: 'inside',
  kind: 'family',
  pass: 17,
  children: 2,
  deposit: { token: 17, items: [{ item: 'فون', quantity: 1 }] },
  bySight: false,
  beganAt: '2026-11-27T05:00:00.000Z',
  due: '2026-11-27T06:00:00.000Z',
  overdueRaised: false,
};
const facts: VisitSlipFacts = {
  visit,
  visitor: {
    name: 'رخسانہ پروین',
    parentage: 'فضل دین',
    address: 'اچھرہ',
    document: 'cnic',
    number: '3520212345671',
    sex: 'F',
  },
  person: { en: 'Aslam, son of Karim', ur: 'اسلم ولد کریم' },
  place: 'jail-a / visitor-1',
};
const codes = new PassCodes(randomBytes(32));
const code = codes.codeOf(visit.subject);

const textOf = (slip: Slip | undefined): string => JSON.stringify(slip);

describe('a pass', () => {
  it.each([384, 576])('on paper %i dots wide is read by any reader and names its visit to this desk', async (dots) => {
    expect(codes.read(codeOn(await drawSlipApart(passSlip(facts, code), dots)))).toEqual({
      kind: 'pass',
      visit: visit.subject,
    });
  });

  it('says who goes to whom, with how many children, until when; and neither document nor address', () => {
    const said = textOf(passSlip(facts, code));
    for (const text of ['رخسانہ پروین', 'اسلم ولد کریم', '17', '"value":"2"']) expect(said).toContain(text);
    for (const secret of ['3520212345671', 'اچھرہ', 'فضل دین']) expect(said).not.toContain(secret);
  });

  it('of a lawyer names neither lawyer nor prisoner', () => {
    const said = textOf(
      passSlip({ ...facts, visit: { ...visit, kind: 'legal' }, visitor: undefined, person: undefined }, code),
    );
    expect(said).toContain('Legal visit');
    expect(said).not.toMatch(/رخسانہ|اسلم/);
  });
});

describe('what was left at the desk', () => {
  it('is a receipt on the way in and another on the way out, and none where nothing was left', () => {
    const left: Visit = { ...visit, state: 'left', endedAt: '2026-11-27T05:40:00.000Z' };
    expect(depositSlip(facts, 'taken', 'CE1:0')?.title.en).toBe('Goods left at the desk');
    expect(depositSlip({ ...facts, visit: left }, 'returned', 'CE1:0')?.title.en).toBe('Goods handed back');
    const { deposit: _, ...empty } = visit;
    expect(depositSlip({ ...facts, visit: empty }, 'taken', 'CE1:0')).toBeUndefined();
  });

  it('is marked as a copy when it is printed again', () => {
    const [mark] = depositSlip({ ...facts, copyAt: '2026-11-27T05:10:00.000Z' }, 'taken', 'CE1:0')?.marks ?? [];
    expect(mark?.en).toMatch(/^Copy, printed /);
  });
});
