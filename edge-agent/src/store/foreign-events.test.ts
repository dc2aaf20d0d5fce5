import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { gateOf, sent } from '../people/handed-over-kit.ts';
import { enrol, openStore } from '../test-kit.ts';
import { openDatabase } from './database.ts';

/** The form of a database before whole chains were kept. */
const formBefore = 16;

it('what the centre handed over before an update counts after it, and is not taken twice', async () => {
  const theirs = gateOf(openStore(undefined, enrol('gate-2', 'gate', 'jail-b')));
  const ours = gateOf(openStore());
  const { subject, telling } = await sent(theirs, ours.station.enrolment, 'آصف علی');
  await ours.take(telling);
  const custody = ours.people.find(subject)?.custody;
  const rows = ours.db
    .prepare('SELECT id, subject, signed_text AS text, record FROM foreign_event JOIN foreign_chain USING (chain_id)')
    .all();
  ours.db.close();
  const dataDir = newFolder();
  const old = openDatabase(dataDir, formBefore);
  const insert = old.prepare(
    'INSERT INTO foreign_event (id, subject, signed_text, record) VALUES (@id, @subject, @text, @record)',
  );
  for (const row of rows) insert.run(row);
  // One that cannot be read any more keeps the others.
  insert.run({ id: 'broken', subject: 'person/other', text: 'x', record: 'y' });
  old.close();

  const again = gateOf(openStore(dataDir, ours.station));
  expect(again.people.find(subject)?.custody).toEqual(custody);
  expect(again.people.all()).toHaveLength(1);
  expect(again.foreign.eventsOf(subject).map(({ id }) => id)).toContain(telling.event);
  expect(again.foreign.headOf(theirs.station.enrolment)).toEqual({ sequence: 0, hash: theirs.station.enrolment.hash });
  await again.take(telling);
  expect(again.foreign.eventsOf(subject)).toHaveLength(rows.length);
  expect(again.foreign.chainsOf('jail-b')).toEqual([]);
});

it('a kind of event that was unknown when it came counts after the update that knows it', async () => {
  const theirs = gateOf(openStore(undefined, enrol('gate-2', 'gate', 'jail-b')));
  const ours = gateOf(openStore());
  const { subject, telling } = await sent(theirs, ours.station.enrolment, 'آصف علی');
  await ours.take(telling);
  const custody = ours.people.find(subject)?.custody;
  ours.db.prepare("UPDATE foreign_event SET set_aside = 'event-type-unknown'").run();
  ours.db.prepare('DELETE FROM person').run();
  ours.db.close();
  const again = gateOf(openStore(ours.dataDir, ours.station));
  expect(again.people.find(subject)?.custody).toEqual(custody);
});
