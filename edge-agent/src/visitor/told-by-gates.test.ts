import { expect, it } from 'vitest';
import { PersonSearch } from '../gate/report/person-search.ts';
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
