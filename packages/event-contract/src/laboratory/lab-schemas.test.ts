import { describe, expect, it } from 'vitest';
import { typedEvent } from '../envelope.ts';
import { eventCatalogue } from '../events/catalogue.ts';
import { maxMessageBytes } from '../signature.ts';
import { chainOf, enrol, envelopeOf } from '../test-kit.ts';
import { everyLabDraft, labDrafts, parcel } from '../test-support/laboratory.ts';
import { exhibitSubject } from './subjects.ts';

const bench = enrol('bench-1', 'bench', 'fsl');

describe('an event of the laboratory', () => {
  it.each(everyLabDraft())('of type $type is taken with its data, and with nothing more', (draft) => {
    expect(typedEvent(envelopeOf(draft, bench))).toMatchObject({
      ok: true,
      value: { type: draft.type, data: draft.data },
    });
    const more = { ...draft.data, verdict: 'guilty' };
    expect(typedEvent(envelopeOf(draft, bench, { data: more }))).toMatchObject({ ok: false });
  });

  const weighed = labDrafts.weighed().data;
  const [sample] = weighed.samples;
  const tested = labDrafts.tested().data;
  const corners = labDrafts.triedAt().data;
  const loads = labDrafts.triedWith().data;
  const chosen = labDrafts.unitsChosen().data;
  const memorandum = (changes: object) => ({
    ...labDrafts.opened().data,
    memorandum: { ...labDrafts.opened().data.memorandum, ...changes },
  });
  it.each<[string, string, unknown, string]>([
    ['a weight as a number', 'exhibit.weighed.v2', { ...weighed, value: 52.187 }, 'value'],
    ['a weight with a decimal comma', 'exhibit.weighed.v2', { ...weighed, value: '52,187' }, 'value'],
    ['a weight with an exponent', 'exhibit.weighed.v2', { ...weighed, value: '5e1' }, 'value'],
    ['a weight of nothing in particular', 'exhibit.weighed.v2', { ...weighed, what: 'about' }, 'what'],
    ['a weight without a sample', 'exhibit.weighed.v2', { ...weighed, samples: [] }, 'samples'],
    [
      'a sample that is no bytes',
      'exhibit.weighed.v2',
      { ...weighed, samples: [{ ...sample, raw: '<script>' }] },
      'samples.0.raw',
    ],
    [
      'a sample from before the first',
      'exhibit.weighed.v2',
      { ...weighed, samples: [{ ...sample, afterMs: -1 }] },
      'samples.0.afterMs',
    ],
    [
      'a balance without its reserves',
      'exhibit.weighed.v2',
      { ...weighed, balance: { deviceId: 'b', profile: 'p' } },
      'balance.reserves',
    ],
    [
      'a written weight without a reason',
      'exhibit.weight-written.v1',
      { ...labDrafts.weightWritten().data, reason: ' ' },
      'reason',
    ],
    ['a test without a protocol', 'exhibit.tested.v1', { ...tested, protocol: '' }, 'protocol'],
    ['a test without a result', 'exhibit.tested.v1', { ...tested, outcome: 'likely' }, 'outcome'],
    ['a test that turns the line around', 'exhibit.tested.v1', { ...tested, observed: '\u202Eelprup' }, 'observed'],
    ['a step of no form', 'exhibit.tested.v1', { ...tested, method: { begun: 'x', step: '../etc' } }, 'method.begun'],
    ['a file of no hash', 'exhibit.file-bound.v1', { ...labDrafts.fileBound().data, hash: 'abc' }, 'hash'],
    ['a file of more bytes than none', 'exhibit.file-bound.v1', { ...labDrafts.fileBound().data, bytes: -1 }, 'bytes'],
    [
      'a media type that is a header',
      'exhibit.file-bound.v1',
      { ...labDrafts.fileBound().data, mediaType: 'text/html\r\nX: y' },
      'mediaType',
    ],
    ['an amendment without a reason', 'exhibit.amended.v1', { ...labDrafts.amended().data, why: '' }, 'why'],
    [
      'an amendment to a name',
      'exhibit.amended.v1',
      { ...labDrafts.amended().data, amendment: { of: 'label', label: 'L-2' } },
      'amendment.of',
    ],
    [
      'a hand-over by one word',
      'exhibit.handed-over.v1',
      { from: '7001', to: '7002', place: 'x', approvals: ['a'] },
      'approvals',
    ],
    [
      'a hand-over to a name',
      'exhibit.handed-over.v1',
      { from: '7001', to: 'Bashir', place: 'x', approvals: ['a', 'b'] },
      'to',
    ],
    [
      'a fork of one branch',
      'exhibit.fork-settled.v1',
      { ...labDrafts.forkSettled().data, ends: ['01890000-0000-7000-8000-000000000000'] },
      'ends',
    ],
    [
      'an exhibit that lies nowhere',
      'exhibit.fork-settled.v1',
      { ...labDrafts.forkSettled().data, found: { state: 'nowhere' } },
      'found.state',
    ],
    ['a parcel of no case', 'exhibit.received.v1', { ...labDrafts.received().data, case: 'FIR 3/2026' }, 'case'],
    [
      'a part that is a person',
      'exhibit.divided.v1',
      { parts: [{ exhibit: 'asif', label: 'x', kind: 'unit', described: 'x' }] },
      'parts.0.exhibit',
    ],
    [
      'more parts than one event holds',
      'exhibit.divided.v1',
      labDrafts.divided(parcel, Array(201).fill({ label: 'x', kind: 'unit' })).data,
      'parts',
    ],
    ['a resealing without a seal', 'exhibit.resealed.v1', { seals: [] }, 'seals'],
    ['a lot without a seed', 'exhibit.units-chosen.v1', { ...chosen, seed: '' }, 'seed'],
    ['a lot of nothing', 'exhibit.units-chosen.v1', { ...chosen, chosen: [] }, 'chosen'],
    ['a plan of no kind', 'exhibit.units-chosen.v1', { ...chosen, plan: { ...chosen.plan, by: 'eye' } }, 'plan.by'],
    ['a seizure at no time', 'case.opened.v1', memorandum({ seizedAt: 'yesterday' }), 'memorandum.seizedAt'],
    [
      'a laboratory with a name in one language',
      'case.concluded.v1',
      { ...labDrafts.concluded().data, laboratory: { en: 'FSL' } },
      'laboratory.ur',
    ],
    ['an agency that is none', 'case.opened.v1', memorandum({ agency: 'army' }), 'memorandum.agency'],
    [
      'the name of a depositor',
      'case.opened.v1',
      memorandum({ depositor: { agency: 'anf', rank: 'SI', beltNumber: '1', name: 'Asif' } }),
      'memorandum.depositor',
    ],
    [
      'a certificate that ends before it began',
      'instrument.calibrated.v1',
      labDrafts.calibrated({ dueOn: '2025-01-01' }).data,
      'dueOn',
    ],
    [
      'a day that does not exist',
      'instrument.calibrated.v1',
      labDrafts.calibrated({ calibratedOn: '2026-02-30' }).data,
      'calibratedOn',
    ],
    [
      'corners in another order',
      'instrument.tried.v2',
      { ...corners, readings: corners.readings.toReversed() },
      'readings',
    ],
    [
      'a corner that was left out',
      'instrument.tried.v2',
      { ...corners, readings: corners.readings.slice(1) },
      'readings',
    ],
    ['a place in another trial', 'instrument.tried.v2', { ...corners, trial: 'repeatability' }, 'readings'],
    ['a repeatability of two loads', 'instrument.tried.v2', { ...loads, trial: 'repeatability' }, 'readings'],
    [
      'a linearity from heavy to light',
      'instrument.tried.v2',
      { ...loads, readings: loads.readings.toReversed() },
      'readings',
    ],
    ['a linearity of two loads', 'instrument.tried.v2', { ...loads, readings: loads.readings.slice(1) }, 'readings'],
    [
      'a room colder than absolute zero',
      'room.measured.v1',
      labDrafts.roomMeasured({ temperature: '-273.16' }).data,
      'temperature',
    ],
    ['a humidity of more than all', 'room.measured.v1', labDrafts.roomMeasured({ humidity: '100.1' }).data, 'humidity'],
    ['a humidity below none', 'room.measured.v1', labDrafts.roomMeasured({ humidity: '-1' }).data, 'humidity'],
    ['a pressure below none', 'room.measured.v1', labDrafts.roomMeasured({ pressure: '-838' }).data, 'pressure'],
    [
      'a temperature with a decimal comma',
      'room.measured.v1',
      labDrafts.roomMeasured({ temperature: '21,4' }).data,
      'temperature',
    ],
    [
      'a room that nothing measured',
      'room.measured.v1',
      labDrafts.roomMeasured({ instrument: ' ' }).data,
      'instrument',
    ],
    [
      'a weight in a room of no event',
      'exhibit.weighed.v2',
      { ...weighed, balance: { ...weighed.balance, environment: 'room/1' } },
      'balance.environment',
    ],
    ['a trial without a reading', 'instrument.tried.v1', { ...labDrafts.tried().data, readings: [] }, 'readings'],
  ])('with %s is refused, and the place is named', (_, type, data, place) => {
    const event = typedEvent(envelopeOf(labDrafts.opened(), bench, { type, data }));
    expect(event).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
    expect(!event.ok && String(event.error.details.issue).split(':')[0]).toBe(place);
  });

  it('of each type that there is, is among them', () => {
    const types = Object.keys(eventCatalogue).filter((type) => /^(case|exhibit|instrument|room)[.]/.test(type));
    const old = 'exhibit.weighed.v1';
    expect([...everyLabDraft().map(({ type }) => type), old].sort()).toEqual(types.sort());
  });

  it('of the division of 200 packets, and of a weight with a hundred samples, fits into a message', () => {
    const parts = Array.from({ length: 200 }, (_, index) => ({
      label: `FSL-12/2026/1/${index + 1}`,
      kind: 'unit' as const,
    }));
    const samples = Array.from({ length: 100 }, (_, index) => ({
      raw: 'T'.repeat(64),
      value: '52.1870',
      afterMs: index * 100,
    }));
    const written = chainOf([labDrafts.divided(parcel, parts), labDrafts.weighed(parcel, 'net', { samples })], bench);
    for (const { message } of written) expect(message.text.length).toBeLessThan(maxMessageBytes);
    expect(written[0]?.envelope.subject).toBe(exhibitSubject(parcel));
  });
});
