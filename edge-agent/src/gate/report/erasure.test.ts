import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { gapsOfErasure, officersAfter } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { superintendent } from '../../test-kit.ts';
import { admit, askErasure, enrolOfficers, erase, officers, openGate, release, setUp } from '../gate-kit.ts';
import { dayAt } from '../order/detention.ts';
import { nowMs, press, released, TestGate } from '../test-world.ts';
import { erasurePaper, thirtyDays } from './erasure-kit.ts';
import { reportView } from './report-view.ts';

const dayMs = 86_400_000;
const details = { report: 'erasure', paper: erasurePaper } as const;
const reader = ['erasure', '4417', 'gate-officer'] as const;
const reviewer = ['erasure-review', '3001', 'deputy-superintendent'] as const;
const atOnce = { ...thirtyDays, waitingDays: 0 };

/** What the report on the desk lacks. */
function missingNow(gate: TestGate, world = gate.now()): string[] {
  const person = gate.person(released);
  if (gate.desk.step !== 'report' || !person) throw new Error(`no report, but ${gate.desk.step}`);
  return reportView(gate.desk, person, world).missing.map(({ en }) => en);
}

function missingOf(gate: TestGate, ...signed: Parameters<TestGate['report']>[2][]) {
  const effects = gate.report(released, details, ...signed);
  expect(effects).toEqual([]);
  expect(gate.custody(released)?.forgotten).toBe(false);
  return missingNow(gate);
}

describe('somebody who was released is erased', () => {
  it('on a paper, by two officers, once the waiting time is over', () => {
    const gate = new TestGate({ erasure: atOnce });
    expect(gate.report(released, details, reader, reviewer)).toMatchObject([
      { kind: 'erase', draft: { type: 'prisoner.forgotten.v2', data: { paper: erasurePaper, waitingDays: 0 } } },
      { kind: 'print-slip', subject: released },
    ]);
    expect(gate.custody(released)?.forgotten).toBe(true);
  });

  it.each([
    ['with one word only, the reader’s', [reader], 'report.unsigned-report-review'],
    ['with one word only, the reviewer’s', [reviewer], 'report.unsigned-erasure'],
    ['by one officer twice', [reader, ['erasure-review', '4417', 'deputy-superintendent']], 'report.two-officers'],
  ] as const)('never %s', (_, signed, gap) => {
    expect(missingOf(new TestGate({ erasure: atOnce }), ...signed)).toContain(say(gap).en);
  });

  const begun = (gate: TestGate) => {
    gate.take(
      press({ action: 'open-record', subject: released }),
      press({ action: 'begin-report', report: 'erasure' }),
    );
    return gate.desk;
  };

  it('never before the waiting time is over: whoever asks is told the day, and signs nothing', () => {
    const day = dayAt(nowMs + 30 * dayMs);
    expect(begun(new TestGate({ erasure: thirtyDays }))).toMatchObject({
      step: 'not-allowed',
      reasons: [say('report.erasure-waits-until', { day })],
    });
    // Not even where it was begun under another rule.
    const gate = new TestGate({ erasure: atOnce });
    missingOf(gate);
    gate.take(gate.vouch(...reader), gate.vouch(...reviewer));
    expect(missingNow(gate, { ...gate.now(), policy: { ...gate.policy, erasure: thirtyDays } })).toContain(
      say('report.erasure-waits').en,
    );
  });

  it('never because the clock was set forward: the centre’s word tells that the waiting time is over', () => {
    const gate = new TestGate({ erasure: thirtyDays });
    const later = nowMs + 31 * dayMs;
    Object.assign(gate.world, { nowMs: later });
    expect(begun(gate)).toMatchObject({ step: 'not-allowed', reasons: [say('report.erasure-unattested')] });
    Object.assign(gate.world, { attestedMs: later });
    gate.take(press({ action: 'cancel' }));
    missingOf(gate);
    gate.take(gate.vouch(...reader), gate.vouch(...reviewer));
    const set = { ...gate.now(), attestedMs: nowMs };
    expect(missingNow(gate, set)).toContain(say('report.erasure-unattested').en);
    expect(missingNow(gate)).not.toContain(say('report.erasure-unattested').en);
  });

  it('never with a clock that shows a time that has passed, on an altered record, or while another matter holds them', () => {
    const behind = new TestGate({ erasure: atOnce });
    behind.clockIsBehind = true;
    expect(missingOf(behind, reader, reviewer)).toEqual([say('release-gap.clock-behind').en]);
    const altered = new TestGate({ erasure: atOnce });
    altered.recordIsAltered = true;
    expect(missingOf(altered, reader, reviewer)).toEqual([say('release-gap.record-altered').en]);
    const wanted = new TestGate({ erasure: atOnce });
    wanted.holds = {
      asOf: new Date(nowMs).toISOString(),
      open: [{ holdId: 'H-1', authority: 'Sessions Court', caseNumber: 'FIR 40/26' }],
      text: 'signed',
    };
    expect(missingOf(wanted, reader, reviewer)).toEqual([say('release-gap.other-hold').en]);
  });

  it('never on a paper that the house does not know, or of a day to come', () => {
    const gate = new TestGate({ erasure: atOnce });
    const of = (paper: Partial<typeof details.paper>) => {
      gate.take(press({ action: 'report-details', details: { ...details, paper: { ...erasurePaper, ...paper } } }));
      return missingNow(gate);
    };
    missingOf(gate);
    expect(of({ kind: 'a-rumour' as 'court-order' })).toContain(say('report.erasure-paper-unknown').en);
    const later = new Date(nowMs + 2 * dayMs).toISOString().slice(0, 10);
    expect(of({ date: later as '2026-02-20' })).toContain(say('report.erasure-paper-ahead').en);
  });

  it('never where the configuration says nothing of it', () => {
    expect(begun(new TestGate())).toMatchObject({ step: 'not-allowed', reasons: [say('report.erasure-not-set')] });
  });

  it('never on words that were given for another paper', () => {
    const gate = new TestGate({ erasure: atOnce });
    missingOf(gate, reader);
    gate.take(press({ action: 'report-details', details: { ...details, paper: { ...erasurePaper, number: 'CO-6' } } }));
    expect(gate.take(gate.vouch(...reviewer), press({ action: 'confirm' }))).toEqual([]);
    expect(missingNow(gate)).toEqual([say('report.unsigned-erasure').en]);
  });
});

describe('at a gate on disk', () => {
  async function gone(config = setUp().config) {
    const at = await openGate(config);
    await enrolOfficers(at);
    const asif = await admit(at, 'asif');
    await release(at, 'asif', asif);
    return { at, asif, config };
  }
  const erasureIn = (at: Awaited<ReturnType<typeof openGate>>) => {
    const [event] = at.station.log.eventsOfType('prisoner.forgotten.v2');
    if (event?.type !== 'prisoner.forgotten.v2') throw new Error('nobody was erased');
    return event;
  };

  it('each word counts only in its office, and the event carries what anybody can verify', async () => {
    const { at, asif } = await gone();
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'begin-report', report: 'erasure' });
    await at.gate.act({ action: 'report-details', details });
    for (const [meaning, who] of [
      ['erasure', officers.medical],
      ['erasure-review', officers.medical],
      ['erasure-review', officers.gate],
    ] as const)
      await expect(at.gate.act({ action: 'vouch', meaning, ...who })).rejects.toMatchObject({ code: 'role-missing' });
    await at.gate.act({ action: 'vouch', meaning: 'erasure', ...superintendent });
    await at.gate.act({ action: 'vouch', meaning: 'erasure-review', ...superintendent });
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({
      code: 'action-incomplete',
      details: { missing: [say('report.two-officers').en] },
    });
    await at.gate.act({ action: 'vouch', meaning: 'erasure-review', ...officers.deputy });
    await at.gate.act({ action: 'confirm' });
    const event = erasureIn(at);
    const inForce = officersAfter(at.station.log.latest(500).toReversed());
    const gaps = (data = event.data) =>
      gapsOfErasure({ ...event, data }, inForce, at.station.log.lineOf(asif), event.time);
    expect(gaps()).toEqual([]);
    expect(gaps({ ...event.data, keyId: crypto.randomUUID() })).toEqual(['erasure-words-missing']);
  });

  it('once the record was edited on the disk nobody is erased', async () => {
    const { at, asif, config } = await gone();
    await at.station.stop();
    const db = new Database(join(config.dataDir, 'station.db'));
    db.pragma('foreign_keys = OFF');
    db.exec("DELETE FROM event WHERE type = 'prisoner.medically-cleared.v1'");
    db.close();
    rmSync(join(config.dataDir, 'chain-head.json'), { force: true });
    const again = await openGate(config);
    await askErasure(again, asif);
    await expect(again.gate.act({ action: 'confirm' })).rejects.toMatchObject({
      code: 'action-incomplete',
      details: { missing: [say('release-gap.record-altered').en] },
    });
    expect(again.station.log.eventsOfType('prisoner.forgotten.v2')).toEqual([]);
  });

  it('whoever is still held and stands as released in the table alone keeps their key', async () => {
    const { config } = setUp();
    const first = await openGate(config);
    await enrolOfficers(first);
    const bilal = await admit(first, 'bilal');
    await first.station.stop();
    const db = new Database(join(config.dataDir, 'station.db'));
    db.exec(`UPDATE person SET custody = json_set(custody, '$.state', 'RELEASED')`);
    db.close();
    const at = await openGate(config);
    await at.gate.act({ action: 'open-record', subject: bilal });
    await at.gate.act({ action: 'begin-report', report: 'erasure' });
    await at.gate.act({ action: 'report-details', details }).catch(() => undefined);
    await expect(at.gate.act({ action: 'vouch', meaning: 'erasure', ...officers.gate })).rejects.toMatchObject({
      code: 'action-not-possible',
    });
    expect(at.station.log.eventsOfType('prisoner.forgotten.v2')).toEqual([]);
  });

  it('nobody is erased twice on the same words', async () => {
    const { at, asif } = await gone();
    await erase(at, asif);
    await expect(at.gate.act({ action: 'confirm' })).rejects.toMatchObject({ code: 'action-not-possible' });
    await at.gate.act({ action: 'open-record', subject: asif });
    await at.gate.act({ action: 'begin-report', report: 'erasure' });
    expect(at.desk()).toMatchObject({ step: 'not-allowed', reasons: [say('report.already-erased')] });
    expect(at.station.log.eventsOfType('prisoner.forgotten.v2')).toHaveLength(1);
  });
});
