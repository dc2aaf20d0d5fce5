import type { BilingualText } from '@custody-edge/foundation';
import { Label, type PlainMessageKey, Text } from '@custody-edge/ui-kit/components';

/** One line of a list of facts about somebody. */
export function Fact({ label, text }: { label: PlainMessageKey; text: BilingualText }) {
  return (
    <div>
      <dt>
        <Label of={label} />
      </dt>
      <dd>
        <Text of={text} />
      </dd>
    </div>
  );
}
