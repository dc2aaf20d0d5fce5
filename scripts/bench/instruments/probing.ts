import { loadCatalogue, type Profile } from '@custody-edge/device-profiles';
import { probeBalance } from '@custody-edge/firmware-bridge';
import { withRig } from '../devices/rig.ts';
import type { Figure } from '../figures.ts';

const mostSeconds = 10;
const isBalance = (profile: Profile): profile is Extract<Profile, { kind: 'balance' }> => profile.kind === 'balance';

/** How long a balance is looked for that never answers, which is the longest way, and one that does. */
export async function probing(): Promise<Figure[]> {
  const profiles = [...loadCatalogue().values()].filter(isBalance);
  return withRig(async (rig) => {
    const seconds: { silent: number; found: number[]; foundCount: number } = { silent: 0, found: [], foundCount: 0 };
    const probe = async (id: string, isSilent: boolean) => {
      const { running, config } = await rig.emulate(id, `${id}-${isSilent}`, 1);
      if (isSilent) running.setFault('silence', true);
      if (config.address.kind !== 'serial') throw new Error('a balance has a line');
      const startedMs = performance.now();
      const { kind } = await probeBalance({ kind: 'serial', path: config.address.path }, { profiles });
      if ((kind === 'found') === isSilent) throw new Error(`${id}: ${kind}`);
      return (performance.now() - startedMs) / 1000;
    };
    seconds.silent = await probe('mettler-mt-sics', true);
    for (const { id } of profiles) seconds.found.push(await probe(id, false));
    const figure = (name: string, value: number, samples: number): Figure => ({
      name,
      value,
      unit: 's',
      better: 'lower',
      samples,
      must: mostSeconds,
    });
    return [
      figure('auto-probe of a balance that never answers, every setting of the catalogue', seconds.silent, 1),
      figure('auto-probe until a balance is found, slowest model', Math.max(...seconds.found), seconds.found.length),
    ];
  });
}
