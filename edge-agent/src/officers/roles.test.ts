import { officerRoleSchema } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { firstOffices, mayAttend, mayEnrol, mayMaintain, officeFor } from './roles.ts';

describe('an office', () => {
  it('lets whoever keeps the machines enrol people, and neither attend a station nor approve anything', () => {
    expect(mayEnrol(['it'])).toBe(true);
    for (const station of ['gate', 'visitor', 'bench'] as const) expect(mayAttend(['it'], station)).toBe(false);
    for (const meaning of ['release', 'release-review'] as const) expect(officeFor(['it'], meaning)).toBeUndefined();
  });

  it('shows the raw bytes of devices to whoever keeps the machines, and to nobody else', () => {
    expect(officerRoleSchema.options.filter((role) => mayMaintain([role]))).toEqual(['it']);
  });

  it('of a deputy superintendent or above is needed to review a release', () => {
    const reviewing = officerRoleSchema.options.filter((role) => officeFor([role], 'release-review'));
    expect(reviewing).toEqual(['deputy-superintendent', 'superintendent']);
  });

  it('adds to another, and takes nothing away', () => {
    expect(mayAttend(['clerk', 'analyst'], 'bench')).toBe(true);
    expect(mayAttend(['clerk', 'analyst'], 'gate')).toBe(false);
    expect(officeFor(['clerk', 'gate-officer'], 'release')).toBe('gate-officer');
  });

  it('that a one-time code creates can enrol all others', () => {
    for (const role of firstOffices) expect(mayEnrol([role])).toBe(true);
  });
});
