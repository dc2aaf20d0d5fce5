import type { BodyPlace } from '@custody-edge/event-contract';
import { Label, type PlainMessageKey } from '@custody-edge/ui-kit/components';

/** How many places on a body one form takes. */
export const mostSeen = 10;

/** From head to foot. */
const placeNames = {
  head: 'body.head',
  face: 'body.face',
  neck: 'body.neck',
  chest: 'body.chest',
  abdomen: 'body.abdomen',
  back: 'body.back',
  'right-arm': 'body.right-arm',
  'left-arm': 'body.left-arm',
  'right-leg': 'body.right-leg',
  'left-leg': 'body.left-leg',
} as const satisfies Record<BodyPlace, PlainMessageKey>;

export const isBodyPlace = (text: string): text is BodyPlace => Object.hasOwn(placeNames, text);

/** Where on the body something was seen. */
export function PlaceField({ name, initial }: { name: string; initial: string | undefined }) {
  return (
    <div class="field">
      <label for={name}>
        <Label of="gate.injury-place" />
      </label>
      <select id={name} name={name} defaultValue={initial ?? ''} required>
        <option value="" />
        {Object.entries(placeNames).map(([place, label]) => (
          <option key={place} value={place}>
            <Label of={label} />
          </option>
        ))}
      </select>
    </div>
  );
}
