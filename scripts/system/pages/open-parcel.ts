import { z } from 'zod';
import { call } from '../../demo/api.ts';
import type { BenchPost } from '../../demo/posts.ts';
import { credentials } from '../../demo/staff.ts';

const oneHourMs = 3_600_000;
const caseSchema = z.object({ desk: z.object({ case: z.object({ subject: z.string() }) }) });

/** A parcel of a new case in the hands of whoever is on duty, on the bench and open. @returns the case */
export async function openParcel({ url, staff }: BenchPost, label: string): Promise<string> {
  const act = (action: object) => call(`${url}/api/bench`, z.unknown(), action);
  const memorandum = {
    number: 'TM-119/26',
    agency: 'anf',
    policeStation: 'ANF Quetta',
    fir: 'FIR 113/26',
    seizedAt: new Date(Date.now() - oneHourMs).toISOString(),
    depositor: { agency: 'anf', rank: 'ASI', beltNumber: '2231' },
  };
  await act({ action: 'open-case', form: { number: `NC-${label}`, section: 'narcotics-chemistry', memorandum } });
  const { desk } = await call(`${url}/api/view`, caseSchema);
  const seals = [{ mark: 'ANF/Q 14', state: 'intact' }];
  const { subject } = desk.case;
  const parcel = { case: subject, label, parcel: '1', described: 'A bag sewn in cloth', seals, place: 'Safe 2' };
  await act({ action: 'receive', form: parcel });
  await act({ action: 'sign', ...credentials(staff.onDuty) });
  await act({ action: 'scan', text: label });
  await act({ action: 'open', seals });
  return subject;
}
