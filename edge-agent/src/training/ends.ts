import type { CommandBody, CustodyEvent, PracticeEnd } from '@custody-edge/event-contract';

/** What practice makes way for. */
export type Happening =
  | { readonly kind: 'pressed' }
  | { readonly kind: 'officer-signed-in' }
  /** Recorded here, or by another station of the site. */
  | { readonly kind: 'recorded'; readonly type: CustodyEvent['type'] }
  | { readonly kind: 'commanded'; readonly purpose: CommandBody['purpose'] }
  | { readonly kind: 'quiet'; readonly forMs: number; readonly limitMs: number }
  | { readonly kind: 'broken' }
  | { readonly kind: 'stopping' };

/** Events that call everybody back to the gate, and why. */
const calls: Partial<Readonly<Record<CustodyEvent['type'], PracticeEnd>>> = {
  'count.started.v1': 'count',
  'prisoner.escaped.v1': 'count',
  // A court or the police keep somebody whom this gate may let go at any moment.
  'prisoner.hold-came-late.v1': 'centre',
  'gate.expectation-withdrawn.v1': 'centre',
};

/** Why practice ends now; undefined while it may go on. What the station does by itself, alarms too, goes on beside it. */
export function practiceEnd(happening: Happening): PracticeEnd | undefined {
  switch (happening.kind) {
    case 'pressed':
      return 'real-work';
    case 'officer-signed-in':
      return 'signed-in';
    case 'recorded':
      return calls[happening.type];
    case 'commanded':
      return happening.purpose === 'revoke-station' ? 'centre' : undefined;
    case 'quiet':
      return happening.forMs >= happening.limitMs ? 'untouched' : undefined;
    case 'broken':
      return 'failed';
    case 'stopping':
      return 'station-stopped';
  }
}
