import { expect, it } from 'vitest';
import { PersonSearch } from '../gate/report/person-search.ts';
import { alarmViews, isAnswer } from '../house/alarms.ts';
import { admit, enrolSite, openStation, projectOf } from '../peers/test-support/peers-kit.ts';

it('a desk finds whom a gate of its prison has admitted, once it was told and has the key; a bench is given none', async () => {
  const names = ['gate-1', 'visitor-1', 'bench-1'];
  const configs = await enrolSite(await projectOf(), names, { roles: ['gate', 'visitor', 'bench'] });
  const [gate, desk, bench] = configs.map((config) => openStation(config));
  if (!gate || !desk || !bench) throw new Error('no stations');
  const subject = await admit(gate);
  await desk.pull(gate);
  const search = new PersonSearch(desk.people);
  expect(desk.people.find(subject)?.identity).toBeUndefined();
  expect(search.find('Asif').subjects).toEqual([]);
  await desk.askKeys(gate);
  search.forget(subject);
  expect(search.find('Asif').subjects).toEqual([subject]);
  await bench.pull(gate);
  await bench.askKeys(gate);
  expect(bench.keys.find(subject)).toBeUndefined();
});

it('an alarm at the desk is read at the gate, and by whom it was answered', async () => {
  const configs = await enrolSite(await projectOf(), ['gate-1', 'visitor-1'], { roles: ['gate', 'visitor'] });
  const [gate, desk] = configs.map((config) => openStation(config));
  if (!gate || !desk) throw new Error('no stations');
  const subject = 'visit/0195533f-7c00-7000-8000-000000000001';
  const seenAtGate = () =>
    alarmViews(
      gate.foreign.eventsOfTypeSince('visit.alarm.v1', ''),
      gate.foreign.eventsOfTypeSince('visit.alarm-answered.v1', '').filter(isAnswer),
      [],
    );
  const [alarm] = desk.log.commit([{ type: 'visit.alarm.v1', subject, data: { alarm: 'exit-not-confirmed' } }]);
  await gate.pull(desk);
  expect(seenAtGate()).toMatchObject([{ sign: 'stop', text: { en: expect.stringContaining('count the prison') } }]);
  expect(seenAtGate()[0]?.seen).toBeUndefined();
  const answer = { alarm: alarm?.id ?? '', finding: 'Counted: all there', approvals: ['signed'] };
  desk.log.commit([{ type: 'visit.alarm-answered.v1', subject, data: answer }]);
  await gate.pull(desk);
  expect(seenAtGate()).toMatchObject([{ seen: { at: expect.any(String) } }]);
  expect(gate.foreign.eventsOfTypeSince('visit.alarm.v1', '9999')).toEqual([]);
});
