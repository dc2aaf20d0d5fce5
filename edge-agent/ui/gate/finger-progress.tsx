import { Code, Text } from '@custody-edge/ui-kit/components';
import type { EnrolmentFingerView } from '../../src/gate/finger/finger-view.ts';

/** The fingers of an enrolment, how far each is. */
export function FingerProgress({ fingers }: { fingers: readonly EnrolmentFingerView[] }) {
  return (
    <ul class="finger-list">
      {fingers.map(({ finger, taken, needed }) => (
        <li key={finger.en} class={taken >= needed ? 'finger finger-taken' : 'finger'}>
          <span>
            <Text of={finger} />
          </span>
          <progress value={taken} max={needed} />
          <span class="finger-count">
            <Code>
              {taken}/{needed}
            </Code>
          </span>
        </li>
      ))}
    </ul>
  );
}
