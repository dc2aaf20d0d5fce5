import type { BalanceProfile, DialectProbe } from './dialect.ts';

/** The models that one way of recognising fits: a wire cannot tell them apart. */
export interface Speakers {
  readonly probe: DialectProbe;
  readonly profiles: readonly BalanceProfile[];
}

/** How a model is recognised. */
async function probeOf(profile: BalanceProfile): Promise<DialectProbe> {
  switch (profile.protocol) {
    case 'mt-sics':
      return (await import('../../protocol/mt-sics/probe.ts')).mtSicsProbe;
    case 'and':
      return (await import('../../protocol/and/probe.ts')).andProbe;
    case 'ohaus':
      return (await import('../../protocol/ohaus/probe.ts')).ohausProbe;
    case 'radwag':
      return (await import('../../protocol/radwag/probe.ts')).radwagProbe;
    case 'shimadzu-balance':
      return (await import('../../protocol/shimadzu-balance/probe.ts')).shimadzuBalanceProbe;
    case 'sartorius-sbi':
      return (await import('../../protocol/sartorius-sbi/probe.ts')).sbiProbe;
    case 'sartorius-xbpi':
      return (await import('../../protocol/sartorius-xbpi/probe.ts')).xbpiProbe;
  }
}

/** The balances among some profiles, by how they are recognised. */
export async function speakersAmong(profiles: readonly BalanceProfile[]): Promise<Speakers[]> {
  const found = await Promise.all(profiles.map(async (profile) => ({ profile, probe: await probeOf(profile) })));
  const byProbe = Map.groupBy(found, ({ probe }) => probe);
  return [...byProbe].map(([probe, models]) => ({ probe, profiles: models.map(({ profile }) => profile) }));
}
