import type { VisitorIdentity, VisitRelation } from '@custody-edge/event-contract';

/** Who somebody says that they are, and what they show for it. */
export interface Introduced {
  readonly who: Pick<VisitorIdentity, 'name' | 'parentage' | 'address' | 'sex'>;
  /** Thirteen digits of an identity card; who has none shows nothing. */
  readonly card?: string;
  /** Of the bar council, of a lawyer. */
  readonly licence?: string;
}

/** Somebody who comes to visit. */
export interface Coming extends Introduced {
  readonly relation: VisitRelation;
  readonly children: number;
  /** Left at the desk. */
  readonly phones: number;
}

/** What the barcode of an identity card says. @param card its thirteen digits */
export const cardText = (card: string): string => `IDPAK|${card}|X`;
