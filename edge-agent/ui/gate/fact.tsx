import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { type PlainMessageKey, Text } from '@custody-edge/ui-kit/components';

/** One line of a list of facts about somebody. */
export function Fact({ label, text }: { label: PlainMessageKey | BilingualText; text: BilingualText }) {
  return (
    <div>
      <dt>
        <Text of={typeof label === 'string' ? say(label) : label} />
      </dt>
      <dd>
        <Text of={text} />
      </dd>
    </div>
  );
}
