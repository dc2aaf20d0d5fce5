import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, it } from 'vitest';
import { benchConfig, type OpenBench, openBench, openedParcel, weigh } from './bench-kit.ts';

const both = (en: string) => ({ en, ur: 'یہ کریں' });
const step = (id: string, kind: string, fields: object) => ({ id, prompt: both(`Do ${id}`), kind, ...fields });

/** Of every packet a weight, from whatever balance there is, and a test. */
function methodsDir(): string {
  const folder = newFolder();
  const steps = [
    step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
    step('gross', 'weigh', { what: 'gross', instrument: 'with-reserve' }),
    step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4', reagent: { name: 'Marquis' } }),
  ];
  const method = {
    id: 'seizure',
    version: '1',
    title: both('A seizure'),
    section: 'narcotics-chemistry',
    sources: ['None'],
  };
  writeFileSync(join(folder, 'seizure.json5'), JSON.stringify({ ...method, steps }));
  return folder;
}

const labels = Array.from({ length: 12 }, (_, index) => `P-1-${String(index + 1).padStart(2, '0')}`);

async function divided(): Promise<OpenBench> {
  const at = await openBench(benchConfig({ methodsDir: methodsDir() }));
  await openedParcel(at);
  await at.act({ action: 'begin-method', id: 'seizure' });
  await at.act({ action: 'divide', parts: labels.map((label) => ({ label, kind: 'unit', described: 'A packet' })) });
  return at;
}

async function test(at: OpenBench, batch: string): Promise<void> {
  const { step: asked } = at.exhibit().method ?? {};
  if (!asked?.test?.reagent) throw new Error('no test is asked');
  const { technique, protocol, reagent } = asked.test;
  const used = { name: reagent.name, batch, controls: { positive: true, blank: true } };
  const form = { technique, protocol, reagent: used, outcome: 'positive' as const, observed: 'Violet', files: [] };
  await at.act({ action: 'test', form: { ...form, method: asked.method } });
}

it('a seizure tells of each packet whether it is done, and which one comes next', async () => {
  const at = await divided();
  const parts = () =>
    at
      .exhibit()
      .parts.filter(({ isDone }) => isDone)
      .map(({ label }) => label);
  expect(parts()).toEqual([]);
  expect(at.exhibit().method).toMatchObject({ goOn: { label: labels[0] }, units: { done: 0, of: 12 } });
  await weigh(at, labels[0] ?? '', '25.10');
  expect(at.exhibit().method).not.toHaveProperty('goOn');
  await test(at, 'M-1');
  expect(at.exhibit()).toMatchObject({
    isDone: true,
    method: { goOn: { label: labels[1] }, units: { done: 1, of: 12 } },
  });
  at.scan('P-1');
  expect(parts()).toEqual([labels[0]]);
  const labCase = at.exhibit().case?.subject ?? '';
  await at.act({ action: 'show-case', case: labCase });
  const { desk } = at.view();
  const shown = desk.step === 'case' ? desk.case.exhibits : [];
  expect(shown.filter(({ isDone }) => isDone).map(({ label }) => label)).toEqual([labels[0]]);
});

it('a test is asked for as the method names it, with the batch that served last', async () => {
  const at = await divided();
  await weigh(at, labels[0] ?? '', '25.10');
  const asked = { technique: 'colour-test', protocol: 'SOP 4', reagent: { name: 'Marquis' } };
  expect(at.exhibit().method?.step?.test).toEqual(asked);
  await test(at, 'M-1');
  await weigh(at, labels[1] ?? '', '25.10');
  const last = { batch: 'M-1', controls: { positive: true, blank: true } };
  expect(at.exhibit().method?.step?.test).toEqual({ ...asked, reagent: { name: 'Marquis', last } });
});
