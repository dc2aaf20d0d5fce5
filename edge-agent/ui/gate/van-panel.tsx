import { say } from '@custody-edge/ui-kit';
import { Button, Code, Label, type PlainMessageKey, Sign, Text, Written } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { VanView } from '../../src/gate/view.ts';
import { Person } from './listed.tsx';
import type { Press } from './press.ts';

/** The two counts, large: the gate stays shut while they differ. */
export function VanCounts({ van }: { van: VanView }) {
  const { manifest, aboard, differs } = van;
  return (
    <div class="van-counts">
      <VanCount count={manifest.headCount} label="van.counted" />
      <VanCount count={aboard.length} label="van.identified" />
      <p class="van-who">
        <Code>{manifest.vehicle}</Code>
        <span>
          <Written>{manifest.escort}</Written> <Code>{manifest.escortNumber}</Code>
        </span>
      </p>
      <Sign sign={differs ? 'wait' : 'go'} size="line">
        <Text of={differs ?? say('van.agrees')} />
      </Sign>
    </div>
  );
}

function VanCount({ count, label }: { count: number; label: PlainMessageKey }) {
  return (
    <p class="van-count">
      <strong>
        <Code>{count}</Code>
      </strong>
      <Label of={label} />
    </p>
  );
}

/** The one button, which names vehicle and people; then what is done where the counts differ. */
export function VanButtons({
  van,
  press,
  onCountAgain,
  children,
}: {
  van: VanView;
  press: Press;
  onCountAgain: () => void;
  /** Further buttons in the same row. */
  children: ComponentChildren;
}) {
  const { manifest, aboard, differs, opensOnce } = van;
  const named = { vehicle: manifest.vehicle, count: aboard.length };
  return (
    <>
      <Button rank="main" disabled={differs !== undefined} onPress={() => void press({ action: 'close-manifest' })}>
        <Text of={say(opensOnce ? 'van.let-pass' : 'van.close', named)} />
      </Button>
      <div class="van-buttons">
        <Button rank="other" onPress={onCountAgain}>
          <Label of="van.count-again" />
        </Button>
        {children}
        <Button rank="quiet" onPress={() => void press({ action: 'give-up-manifest' })}>
          <Label of="van.give-up" />
        </Button>
      </div>
    </>
  );
}

/** Who goes along; until the gate has opened each of them can still stay behind. */
export function Aboard({ van, press }: { van: VanView; press: Press }) {
  return van.aboard.map((person) => (
    <li key={person.subject} class="queue-entry queue-aboard">
      <Sign sign="go" size="line">
        <Person person={person} />
      </Sign>
      {van.opensOnce && (
        <Button rank="quiet" onPress={() => void press({ action: 'take-off', subject: person.subject })}>
          <Label of="van.take-off" />
        </Button>
      )}
    </li>
  ));
}
