import { expect, test } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { eventually } from '../test-support/eventually.ts';
import { makeProject } from '../test-support/project.ts';
import { signedRelease } from '../test-support/release.ts';
import { runCentre } from '../test-support/running-centre.ts';
import { makeDataKey } from '../test-support/station.ts';

test('an event from before the one in front of it is flagged, and so is a release by such a clock', async () => {
  const project = makeProject();
  const gate = project.addStation('adiala-gate-1');
  const centre = await runCentre(project.config);
  try {
    await gate.connect(centre.urls.mqtt);
    const subject = 'person/p1';
    const minutesFromNow = (minutes: number) => ({ time: new Date(Date.now() + minutes * 60_000).toISOString() });
    const written = (draft: ReturnType<typeof drafts.cleared>, minutes: number) =>
      gate.raw(draft.type, draft.subject, draft.data, minutesFromNow(minutes));
    const admitted = gate.admitted(subject, makeDataKey(), 'Aslam');
    const release = signedRelease(gate.id, subject);
    const events = {
      admitted,
      // A clock that is ahead: its time proves nothing beyond the moment in which the centre heard of it.
      ahead: written(drafts.cleared(subject), 600),
      right: written(drafts.propertyReturned(subject), 0),
      little: written(drafts.cleared(subject), -1),
      back: written(release, -40),
    };
    gate.sendEvents(...Object.values(events));
    await gate.receipted(5);
    const view = await centre.overview();
    const qualityOf = ({ id }: { id: string }) => view.events.find((event) => event.id === id)?.timeQuality;
    expect(Object.entries(events).map(([name, event]) => [name, qualityOf(event)])).toEqual([
      ['admitted', 'synced'],
      ['ahead', 'synced'],
      ['right', 'synced'],
      ['little', 'synced'],
      ['back', 'back'],
    ]);
    const flagged = await eventually(async () => (await centre.overview()).incompleteReleases[0]);
    expect(flagged).toMatchObject({ id: events.back.id, lacking: expect.arrayContaining(['clock-behind']) });
    // Of the order of events a clock says nothing.
    expect((await centre.overview()).people[0]).toMatchObject({ state: 'RELEASED' });
  } finally {
    await gate.disconnect();
    await centre.close();
    project.remove();
  }
});
