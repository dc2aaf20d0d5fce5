import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../chain.ts';
import { isSigned } from '../custody/signed-words.ts';
import { typedEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { chainOf, enrol, present } from '../test-kit.ts';
import {
  analyst,
  clerk,
  colleague,
  hours,
  isSignedInLab,
  LabRecord,
  labCase,
  labDrafts,
  labOfficers,
  openParcel,
  parcel,
  sealOf,
  supervisor,
} from '../test-support/laboratory.ts';
import { known, type Member, newMember } from '../test-support/staff.ts';
import { foldExhibit, obstacleTo } from './exhibit.ts';
import { exhibitSubject, instrumentSubject } from './subjects.ts';

const gapsOf = (record: LabRecord, label = parcel) => record.exhibit(label).gaps.map(({ kind }) => kind);

/** Everything that happens to a parcel in a laboratory where nothing goes wrong. */
function wholeLife(): LabRecord {
  const record = openParcel();
  record.write(labDrafts.methodBegun());
  record.write(labDrafts.divided());
  record.write(labDrafts.takenFrom());
  const weighed = record.write(labDrafts.weighed('L-1/1/1'));
  record.write(labDrafts.tested('L-1/1/1'));
  record.write(labDrafts.amended(weighed.id, { of: 'weight', what: 'net', value: '52.1868', unit: 'g' }, 'L-1/1/1'));
  record.write(labDrafts.weighed(parcel, 'gross'));
  record.write(labDrafts.fileBound());
  record.write(labDrafts.resealed());
  record.write(labDrafts.handedOver(analyst, clerk), { by: analyst, words: [analyst, clerk] });
  record.write(labDrafts.returned(), { by: clerk, at: hours(200) });
  return record;
}

describe('an exhibit', () => {
  it('is what its record says, from parcel to return, with no gap', () => {
    const record = wholeLife();
    expect(record.exhibit()).toMatchObject({
      label: parcel,
      kind: 'parcel',
      case: labCase,
      parcel: '1',
      came: { at: hours(20), timeQuality: 'synced', officer: clerk.officerId },
      custody: { state: 'returned', since: hours(200) },
      seals: [sealOf('FSL-1')],
      isOpen: false,
      parts: [{ label: 'L-1/1/1' }],
      methods: [{ id: 'narcotics-units' }],
      workers: [analyst.officerId],
      gaps: [],
    });
    expect(record.exhibit('L-1/1/1')).toMatchObject({
      kind: 'unit',
      parent: exhibitSubject(parcel),
      custody: { state: 'held', custodian: analyst.officerId },
      isOpen: true,
      gaps: [],
    });
  });

  it('is the same as its events come from the wire, signed and read again', () => {
    const bench = enrol('bench-1', 'bench', 'fsl');
    const events = chainOf([labDrafts.received(), labDrafts.unsealed(), labDrafts.weighed()], bench).map(
      ({ message }) => {
        const read = authenticate(message.text, bench.enrolment);
        if (!read.ok) throw read.error;
        return present(
          (() => {
            const typed = typedEvent(read.value.envelope);
            return typed.ok ? typed.value : undefined;
          })(),
        );
      },
    );
    expect(foldExhibit(events)).toMatchObject({ label: parcel, isOpen: true, findings: [{ amended: [] }] });
  });

  it('is the same in whatever order its events come, and however often', () => {
    for (const label of [parcel, 'L-1/1/1']) {
      const record = wholeLife();
      const [first, second] = record.of(label);
      // Where two stations wrote apart from each other, too.
      record.write(labDrafts.weighed(label), { by: colleague, after: present(second ?? first).id });
      record.write(labDrafts.fileBound(label), { after: present(first).id });
      const events = record.of(label);
      const expected = record.exhibit(label);
      const signed = new Set(events.filter(isSignedInLab));
      expect(expected.gaps.map(({ kind }) => kind)).toContain('forked');
      fc.assert(
        fc.property(
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.subarray(events),
          (shuffled, again) => {
            expect(foldExhibit([...again, ...shuffled], (event) => signed.has(event))).toEqual(expected);
          },
        ),
        { seed: 81, numRuns: 60 },
      );
    }
  });

  it('is nothing while no event says what it is', () => {
    expect(foldExhibit([])).toBeUndefined();
    const record = new LabRecord();
    record.write(labDrafts.weighed());
    expect(foldExhibit(record.events)).toBeUndefined();
    expect(obstacleTo(undefined, analyst.officerId, false)).toBe('nowhere');
  });
});

describe('a chain of custody has a gap', () => {
  it.each<[string, (record: LabRecord) => unknown, string[]]>([
    [
      'where it is opened by another than whoever has it',
      (r) => r.write(labDrafts.weighed(), { by: colleague }),
      ['not-the-custodian'],
    ],
    ['where the old custodian tests it', (r) => r.write(labDrafts.tested(), { by: clerk }), ['not-the-custodian']],
    [
      'where somebody hands over what they do not have',
      (r) => r.write(labDrafts.handedOver(colleague, clerk), { by: colleague, words: [colleague, clerk] }),
      ['not-the-custodian'],
    ],
    [
      'where nobody is signed in',
      (r) => r.write(labDrafts.tested(), { changes: { officer: undefined } }),
      ['not-the-custodian'],
    ],
    [
      'where it is taken in while somebody has it',
      (r) => r.write(labDrafts.received(), { by: clerk }),
      ['taken-in-again'],
    ],
    ['where it is opened again while it lies open', (r) => r.write(labDrafts.unsealed()), ['sealed']],
    ['where it leaves unsealed', (r) => r.write(labDrafts.returned()), ['sealed']],
    [
      'where it is worked on under the laboratory’s own seal',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.weighed(parcel, 'net'));
        r.write(labDrafts.weightWritten(parcel, 'sample'));
        r.write(labDrafts.tested());
        r.write(labDrafts.divided());
      },
      ['sealed', 'sealed', 'sealed', 'sealed'],
    ],
    [
      'where it is weighed after it left',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.returned());
        r.write(labDrafts.weighed(parcel, 'gross'));
      },
      ['nobody-had-it'],
    ],
    [
      'where a seal of the laboratory is found broken',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.unsealed(parcel, [sealOf('FSL-1', 'broken')]));
      },
      ['seal-changed'],
    ],
    [
      'where another seal is on it than was put there',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.unsealed(parcel, [sealOf('FSL-2')]));
      },
      ['seal-changed'],
    ],
    [
      'where new seals take the place of whole ones and nobody opened it',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.resealed(parcel, [sealOf('FSL-2')]));
      },
      ['seal-changed'],
    ],
    ['where what is amended was never found', (r) => r.write(labDrafts.amended()), ['amends-nothing']],
    [
      'where its receipt is amended away',
      (r) => r.write(labDrafts.amended(present(r.events[0]).id)),
      ['amends-nothing'],
    ],
  ])('%s', (_, happens, gaps) => {
    const record = openParcel();
    expect(gapsOf(record)).toEqual([]);
    happens(record);
    expect(gapsOf(record)).toEqual(gaps);
  });

  it('names the event at which it shows', () => {
    const record = openParcel();
    const wrong = record.write(labDrafts.weighed(), { by: colleague });
    expect(record.exhibit().gaps).toEqual([{ kind: 'not-the-custodian', event: wrong.id }]);
  });

  it('where it was weighed before anybody took it in, or taken in by nobody', () => {
    const record = new LabRecord();
    record.write(labDrafts.weighed(parcel, 'gross'));
    record.write(labDrafts.received());
    expect(gapsOf(record)).toEqual(['nobody-had-it']);
    const nobody = new LabRecord();
    nobody.write(labDrafts.received(), { by: clerk, changes: { officer: undefined } });
    expect(gapsOf(nobody)).toEqual(['nobody-had-it']);
  });

  it('where an event between is missing, since nothing tells who had it', () => {
    const record = openParcel();
    record.write(labDrafts.weighed());
    const without = record.events.filter(({ type }) => type !== 'exhibit.handed-over.v1');
    expect(present(foldExhibit(without, isSignedInLab)).gaps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['nobody-had-it', 'forked']),
    );
  });
});

describe('no gap in a chain of custody', () => {
  it.each<[string, (record: LabRecord) => unknown]>([
    [
      'is a gross weight under seal',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.weighed(parcel, 'gross'));
      },
    ],
    [
      'is a file that comes after the exhibit left',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.returned());
        r.write(labDrafts.fileBound(), { by: colleague });
      },
    ],
    [
      'is a mistake that somebody else finds after it was sealed again',
      (r) => {
        const { id } = r.write(labDrafts.weighed());
        r.write(labDrafts.resealed());
        r.write(labDrafts.amended(id), { by: supervisor });
      },
    ],
    [
      'is a second seal beside a whole one',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.resealed(parcel, [sealOf('FSL-1'), sealOf('FSL-2')]));
      },
    ],
    [
      'is opening it again by the seal that was put there',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.unsealed(parcel, [sealOf('FSL-1')]));
      },
    ],
    [
      'is taking it in again after it came back',
      (r) => {
        r.write(labDrafts.resealed());
        r.write(labDrafts.returned());
        r.write(labDrafts.received(), { by: clerk });
      },
    ],
  ])('%s', (_, happens) => {
    const record = openParcel();
    happens(record);
    expect(gapsOf(record)).toEqual([]);
  });

  it.each([
    ['came without seals', []],
    ['came with a broken one', [sealOf('SHO-1', 'broken')]],
  ])('is sealing at once what %s; but it cannot leave as it came', (_, seals) => {
    const record = new LabRecord();
    record.write(labDrafts.received(parcel, { seals }));
    record.write(labDrafts.resealed());
    record.write(labDrafts.returned());
    expect(gapsOf(record)).toEqual([]);
    const asItCame = new LabRecord();
    asItCame.write(labDrafts.received(parcel, { seals }));
    asItCame.write(labDrafts.returned());
    expect(gapsOf(asItCame)).toEqual(['sealed']);
  });
});

describe('words of the officers', () => {
  const stranger = newMember('7001', 'analyst');
  const gateOfficer = newMember('4417', 'gate-officer');
  it.each<[string, EventDraft, readonly Member[], boolean]>([
    ['a receipt by whoever took it in', labDrafts.received(), [clerk], true],
    ['a receipt by nobody', labDrafts.received(), [], false],
    ['a receipt by an officer of a gate', labDrafts.received(), [gateOfficer], false],
    ['a receipt by a key that is not the officer’s', labDrafts.received(), [stranger], false],
    ['a hand-over by both', labDrafts.handedOver(clerk, analyst), [clerk, analyst], true],
    ['a hand-over with the words the wrong way round', labDrafts.handedOver(clerk, analyst), [analyst, clerk], false],
    ['a hand-over signed by one for both', labDrafts.handedOver(clerk, analyst), [clerk, clerk], false],
    ['a hand-over to oneself', labDrafts.handedOver(analyst, analyst), [analyst, analyst], false],
    ['a hand-over that a third one took', labDrafts.handedOver(clerk, analyst), [clerk, colleague], false],
    ['a hand-over that a third one gave', labDrafts.handedOver(clerk, analyst), [supervisor, analyst], false],
    ['a hand-over by the giver alone', labDrafts.handedOver(clerk, analyst), [clerk], false],
    ['a return', labDrafts.returned(), [clerk], true],
    ['an amendment by an analyst', labDrafts.amended(), [analyst], true],
    ['an amendment by reception', labDrafts.amended(), [clerk], false],
    ['an assignment by a supervisor', labDrafts.assigned(), [supervisor], true],
    ['an assignment by the analyst', labDrafts.assigned(), [analyst], false],
    ['a technical review by an analyst', labDrafts.reviewed(), [colleague], true],
    ['an administrative review by an analyst', labDrafts.reviewed('administrative-review'), [colleague], false],
    ['an administrative review by a supervisor', labDrafts.reviewed('administrative-review'), [supervisor], true],
  ])('%s', (_, draft, words, isGood) => {
    const event = new LabRecord().write(draft, { words });
    expect(isSigned(event, [...labOfficers, known(gateOfficer)])).toBe(isGood);
  });

  it('do not hold for what was changed after they were given', () => {
    const event = new LabRecord().write(labDrafts.handedOver(clerk, analyst), { words: [clerk, analyst] });
    expect(isSignedInLab(event)).toBe(true);
    if (event.type !== 'exhibit.handed-over.v1') throw new Error('another event');
    expect(isSignedInLab({ ...event, data: { ...event.data, place: 'Bench 2' } })).toBe(false);
    expect(isSignedInLab({ ...event, subject: exhibitSubject('L-2') })).toBe(false);
  });

  it('that are missing are a gap; whoever has it by then has it all the same', () => {
    const record = new LabRecord();
    record.write(labDrafts.received(), { by: clerk });
    const { id } = record.write(labDrafts.handedOver(clerk, analyst), { by: clerk, words: [clerk] });
    expect(record.exhibit()).toMatchObject({
      custody: { custodian: analyst.officerId },
      gaps: [{ kind: 'word-missing', event: id }],
    });
  });
});

describe('an officer', () => {
  it.each<[string, string | undefined]>([
    [analyst.officerId, undefined],
    [clerk.officerId, 'in-other-hands'],
  ])('%s is kept from an open parcel by %s', (officer, obstacle) => {
    expect(obstacleTo(openParcel().exhibit(), officer, true)).toBe(obstacle);
  });

  it('is kept from what is sealed, but not from its gross weight, and from all that left', () => {
    const record = openParcel();
    record.write(labDrafts.resealed());
    expect(obstacleTo(record.exhibit(), analyst.officerId, true)).toBe('sealed');
    expect(obstacleTo(record.exhibit(), analyst.officerId, false)).toBeUndefined();
    record.write(labDrafts.returned());
    expect(obstacleTo(record.exhibit(), analyst.officerId, false)).toBe('returned');
  });
});

describe('a subject', () => {
  it('of an exhibit comes of its label and does not hold it', () => {
    expect(exhibitSubject('FSL-E-0000017')).toMatch(/^exhibit\/[0-9a-f]{32}$/);
    expect(exhibitSubject('FSL-E-0000017')).not.toBe(exhibitSubject('FSL-E-0000018'));
  });

  it('of an instrument is the same wherever it is plugged in, if it names its number', () => {
    expect(instrumentSubject('sartorius-sbi', '17', 'left')).toBe(instrumentSubject('sartorius-sbi', '17', 'right'));
    const all = [
      instrumentSubject('sartorius-sbi', '17', 'left'),
      instrumentSubject('sartorius-xbpi', '17', 'left'),
      instrumentSubject('sartorius-sbi', '18', 'left'),
      instrumentSubject('sartorius-sbi', undefined, '17'),
      instrumentSubject('sartorius-sbi', undefined, 'left'),
    ];
    expect(new Set(all).size).toBe(5);
    for (const subject of all) expect(subject).toMatch(/^instrument\/[0-9a-f]{32}$/);
  });
});
