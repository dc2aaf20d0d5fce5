import { say } from '@custody-edge/ui-kit';
import { type Address, Text } from '@custody-edge/ui-kit/components';

const periods = ['7', '30'] as const;

export const periodOf = (address: Address): string => periods.find((days) => days === address.value('days')) ?? '7';

/** How far back is counted. */
export function Period({ address }: { address: Address }) {
  return (
    <div class="house-tools">
      {periods.map((days) => (
        <button
          key={days}
          type="button"
          class="house-tab"
          aria-current={days === periodOf(address) ? 'true' : undefined}
          onClick={() => address.change({ days })}
        >
          <Text of={say('house.days', { days })} />
        </button>
      ))}
    </div>
  );
}
