import type { Clock } from '@custody-edge/foundation';
import type { StoredOfficer } from './officer-store.ts';

/** The officer who is signed in, as of the sign-in. */
export type OfficerOnDuty = Pick<StoredOfficer, 'officerId' | 'name' | 'roles'>;

/** Who is signed in: one officer at most, in memory only, until nobody acted for a while. */
export class Duty {
  private readonly clock: Clock;
  private readonly idleMs: number;
  private session:
    | { readonly officer: OfficerOnDuty; readonly isProven: boolean; readonly duress: boolean; activeMs: number }
    | undefined;

  constructor(clock: Clock, idleMs: number) {
    this.clock = clock;
    this.idleMs = idleMs;
  }

  get officer(): OfficerOnDuty | undefined {
    return this.isIdle ? undefined : this.session?.officer;
  }

  /** Whether the officer on duty showed as much of themselves as the station asks for. */
  get isProven(): boolean {
    return this.session?.isProven ?? false;
  }

  /** Whether the officer on duty was forced to sign in. */
  get isUnderDuress(): boolean {
    return this.session?.duress ?? false;
  }

  /** Who would still be on duty had anybody acted. */
  get idler(): OfficerOnDuty | undefined {
    return this.isIdle ? this.session?.officer : undefined;
  }

  begin({ officerId, name, roles }: OfficerOnDuty, isProven: boolean, duress = false): void {
    this.session = { officer: { officerId, name, roles }, isProven, duress, activeMs: this.clock.monotonicMs() };
  }

  /** Something was done under the officer's eyes. */
  active(): void {
    if (this.session && !this.isIdle) this.session.activeMs = this.clock.monotonicMs();
  }

  end(): void {
    this.session = undefined;
  }

  private get isIdle(): boolean {
    return this.session !== undefined && this.clock.monotonicMs() - this.session.activeMs >= this.idleMs;
  }
}
