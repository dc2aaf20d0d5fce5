import { type Exhibit, isStanding, type Technique } from '@custody-edge/event-contract';
import type { Step } from './step.ts';

/** A test as a step asks for it: what a page fills in by itself, so that nobody types it once for each of many packets. */
export interface AskedTest {
  readonly technique: Technique;
  readonly protocol: string;
  readonly reagent?: {
    readonly name: string;
    /** The batch that was used last while this method was followed, and what its controls did then. */
    readonly last?: {
      readonly batch: string;
      readonly controls: { readonly positive: boolean; readonly blank: boolean };
    };
  };
}

/**
 * @param begun the event with which the method was begun
 * @param exhibits every one that it is followed with
 * @returns undefined for a step that is no test
 */
export function askedTest(step: Step, begun: string, exhibits: readonly Exhibit[]): AskedTest | undefined {
  if (step.kind === 'observe') return { technique: 'examination', protocol: step.protocol };
  if (step.kind !== 'test') return undefined;
  const { technique, protocol, reagent } = step;
  if (!reagent) return { technique, protocol };
  const last = lastUsed(reagent.name, begun, exhibits);
  return { technique, protocol, reagent: { name: reagent.name, ...(last && { last }) } };
}

function lastUsed(name: string, begun: string, exhibits: readonly Exhibit[]) {
  const used = exhibits.flatMap(({ findings }) =>
    findings.filter(isStanding).flatMap(({ event }) => {
      if (event.type !== 'exhibit.tested.v1' || event.data.method?.begun !== begun) return [];
      const { reagent } = event.data;
      return reagent?.name === name ? [{ id: event.id, batch: reagent.batch, controls: reagent.controls }] : [];
    }),
  );
  const [first, ...others] = used;
  if (!first) return undefined;
  // Ids of events are in the order of time.
  const { batch, controls } = others.reduce((later, one) => (one.id > later.id ? one : later), first);
  return { batch, controls };
}
