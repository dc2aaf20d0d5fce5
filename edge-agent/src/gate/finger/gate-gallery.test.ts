import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FingerprintEngine } from '@custody-edge/fingerprint';
import { systemRandom } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { SealedFile } from '../../store/sealed-file.ts';
import { admit, enrolOfficers, erase, openGate, release, setUp } from '../gate-kit.ts';

describe('the gallery of fingers', () => {
  it('is there again after a restart, from its file or, where that is damaged, from the record', async () => {
    const { config } = setUp();
    const file = new SealedFile(config.dataDir, 'gallery', readFileSync(config.keys.siteKey), systemRandom);
    const subjects = () => new FingerprintEngine(file.read()).enrolled.map(({ subjectId }) => subjectId);
    const first = await openGate(config);
    await enrolOfficers(first);
    const asif = await admit(first, 'asif');
    const bilal = await admit(first, 'bilal');
    await first.station.stop();
    expect(subjects()).toEqual([asif, asif, bilal, bilal]);

    const second = await openGate(config);
    await second.touch('bilal', 0, 5);
    expect(second.desk()).toMatchObject({ person: { subject: bilal } });
    await second.gate.act({ action: 'cancel' });
    await release(second, 'asif', asif);
    await erase(second, asif);
    expect(file.read()).toBeUndefined();
    await second.station.stop();
    expect(subjects()).toEqual([bilal, bilal]);

    writeFileSync(join(config.dataDir, 'gallery.bin'), 'no gallery');
    const third = await openGate(config);
    await third.touch('bilal', 1, 7);
    expect(third.desk()).toMatchObject({ person: { subject: bilal } });
    expect(subjects()).toEqual([bilal, bilal]);
  });
});
