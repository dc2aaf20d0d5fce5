import { systemRandom } from '@custody-edge/foundation';
import { expect, it } from 'vitest';
import { drafts } from '../../../packages/event-contract/src/test-kit.ts';
import { until } from '../../../scripts/demo/api.ts';
import { prepareAdmission } from '../gate/admission/admit.ts';
import { admission, moment } from '../gate/people/people-kit.ts';
import { newProject, type OpenStation, openStation, provisionSite } from './peers-kit.ts';

/** Admits somebody at a gate. @returns the person */
export async function admit(gate: OpenStation): Promise<string> {
  const { centre, signer } = gate.identity;
  const { draft, storeKey } = await prepareAdmission(
    admission,
    { compared: 0, ...moment },
    gate.keys,
    centre,
    signer,
    systemRandom,
  );
  gate.write([draft], storeKey);
  return draft.subject;
}

const soon = <Value>(what: string, look: () => Value | undefined | false): Promise<Value> =>
  until(what, 15_000, async () => look() || undefined);

const allEqual = (stations: readonly OpenStation[]) =>
  soon('all stations to hold the same events', () => {
    const [first, ...others] = stations.map((station) => JSON.stringify(station.ids()));
    return others.every((ids) => ids === first);
  });

it('what one gate of a prison records, all of its gates know, with name and fingers, also those that cannot reach it', async () => {
  const configs = await provisionSite(await newProject(), ['gate-1', 'gate-2', 'gate-3'], {
    lines: [[1], [0, 2], [1]],
  });
  const [one, two, three] = configs.map((config) => openStation(config)) as [OpenStation, OpenStation, OpenStation];
  const subject = await admit(one);
  for (const gate of [one, two, three]) await gate.peers.start();
  await soon('the third gate to know them by name', () => three.people.find(subject)?.identity?.name === 'آصف علی');
  expect(three.people.templatesOf(subject)).toHaveLength(2);
  expect(three.keysOf).toEqual([subject]);
  expect(three.heard.map(({ type }) => type)).toEqual(['prisoner.admitted.v2']);

  three.write([drafts.toCourt(subject)]);
  await soon('the first gate to know that they left', () => one.people.find(subject)?.custody.state === 'OUT_COURT');
  await allEqual([one, two, three]);
  await soon('all to be in step', () =>
    [one, two, three].every((gate) => gate.peers.views.every(({ state }) => state === 'equal')),
  );
  expect(two.peers.views.map(({ name }) => name)).toEqual(['gate-1', 'gate-3']);
  const custodies = [one, two, three].map((gate) => gate.people.find(subject)?.custody);
  expect(custodies[1]).toEqual(custodies[0]);
  expect(custodies[2]).toEqual(custodies[0]);
}, 40_000);
