import { expect, test } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { makeProject } from '../test-support/project.ts';
import { enrolments, signedAdmission, signedScreening, signedSearch } from '../test-support/release.ts';
import { runCentre } from '../test-support/running-centre.ts';

test('an admission of somebody held that lacks a word or a finger is shown with what is missing, as long as it is', async () => {
  const project = makeProject();
  const gate = project.addStation('adiala-gate-1');
  const centre = await runCentre(project.config);
  await gate.connect(centre.urls.mqtt);
  try {
    gate.sendEvents(...enrolments(gate.id).map((draft) => gate.next(draft)));
    gate.sendEvents(gate.next(signedAdmission(gate.id, 'person/p1')));
    const [dead, first, second] = ['person/p2', 'person/p3', 'person/p3'].map((subject) =>
      gate.next(drafts.admittedInFull(subject)),
    );
    if (!dead || !first || !second) throw new Error('nobody came');
    gate.sendEvents(dead, first);
    const bothOpen = await centre.shows(({ openAdmissions }) => openAdmissions.count === 2);
    expect(bothOpen.openAdmissions.oldest).toMatchObject([
      { id: dead.id, searcher: '4417', lacking: ['search-unsigned', 'screening-unsigned', 'no-finger'] },
      { id: first.id },
    ]);
    expect(bothOpen.incompleteReleases).toEqual([]);
    gate.sendEvents(gate.next(drafts.deceased('person/p2')), second);
    const { openAdmissions } = await centre.shows(({ openAdmissions: { oldest } }) => oldest[0]?.id === second.id);
    expect(openAdmissions.count).toBe(1);
    gate.sendEvents(gate.next(signedSearch(gate.id, 'person/p3', second.id)));
    await centre.shows((view) => view.openAdmissions.oldest[0]?.lacking.length === 2);
    gate.sendEvents(gate.next(signedScreening(gate.id, 'person/p3', second.id)));
    const unread = gate.next(drafts.admittedInFull('person/p4'));
    gate.sendEvents(unread);
    const last = await centre.shows((view) => view.openAdmissions.count === 2);
    expect(last.openAdmissions.oldest).toMatchObject([{ id: unread.id }, { id: second.id, lacking: ['no-finger'] }]);
  } finally {
    await gate.disconnect();
    await centre.close();
    project.remove();
  }
});
