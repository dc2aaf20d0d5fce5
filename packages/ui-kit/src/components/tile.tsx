import type { BilingualText } from '@custody-edge/foundation';
import type { ComponentChildren } from 'preact';
import { type SignKind, SignShape } from './sign.tsx';
import { Text } from './text.tsx';

/** One piece of evidence: what it is, whether it is there, and what it says. */
export function Tile({
  sign,
  word,
  title,
  detail,
  repeated = false,
  children,
}: {
  sign: SignKind;
  word: BilingualText;
  title: BilingualText;
  detail: BilingualText;
  /** Another line of the page says the same: the detail goes where there is little room. */
  repeated?: boolean;
  /** What can be done about it. */
  children?: ComponentChildren;
}) {
  return (
    <li class={`tile tile-${sign} ${repeated ? 'tile-repeated' : ''}`}>
      <SignShape sign={sign} />
      <div class="tile-head">
        <strong>
          <Text of={title} />
        </strong>
        <span class="tile-word">
          <Text of={word} />
        </span>
      </div>
      <p class="tile-detail prose">
        <Text of={detail} />
      </p>
      {children}
    </li>
  );
}
