import { say } from '@custody-edge/ui-kit';
import { Button, Field, Label, Sign, SubmitButton, Text, useKeys } from '@custody-edge/ui-kit/components';
import type { TargetedSubmitEvent } from 'preact';
import type { DeskAction } from '../../src/gate/actions.ts';
import type { GateView, ListedView } from '../../src/gate/view.ts';
import { Listed } from './listed.tsx';
import type { Press } from './press.ts';

/** Whoever is outside is not released at the gate: their record tells where they are, and takes the court's own release. */
const opening = ({ orderId, person, journey }: ListedView): DeskAction =>
  journey === undefined ? { action: 'begin-release', orderId } : { action: 'open-record', subject: person.subject };

/**
 * Whose release order is to be carried out; scanning the order's paper skips this page. Whoever is not among the first of many is found by
 * their name, by a finger or by the order's number.
 */
export function ChooseRelease({
  view: { releases, counts },
  press,
  onLeave,
}: {
  view: Pick<GateView, 'releases' | 'counts'>;
  press: Press;
  onLeave: () => void;
}) {
  const more = counts.releases.ready + counts.releases.outside - releases.length;
  useKeys({ Escape: onLeave });
  const present = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const orderId = String(new FormData(event.currentTarget).get('orderId') ?? '').trim();
    void press({ action: 'begin-release', orderId });
  };
  return (
    <div class="step">
      <h1 class="step-title prose">
        <Label of="gate.choose-release" />
      </h1>
      <div class="step-body">
        {releases.length === 0 && (
          <Sign sign="information" size="line">
            <Label of="gate.no-release" />
          </Sign>
        )}
        <ul class="choices">
          {releases.map((release) => (
            <li key={release.orderId}>
              <button type="button" class="choice" onClick={() => void press(opening(release))}>
                <Listed listed={release} withOrder />
                {release.journey !== undefined && (
                  <Sign sign="wait" size="line">
                    <Label of={`gate.outside-${release.journey}`} />
                  </Sign>
                )}
              </button>
            </li>
          ))}
        </ul>
        {more > 0 && (
          <div class="choices-more">
            <p class="prose">
              <Text of={say('gate.late-more', { count: more })} />
            </p>
            <Button rank="other" onPress={() => void press({ action: 'begin-find' })}>
              <Label of="record.find-by-name" />
            </Button>
          </div>
        )}
      </div>
      <form class="step-buttons typed-order" onSubmit={present}>
        <Field name="orderId" label="gate.type-order" maxLength={60} />
        <SubmitButton>
          <Label of="gate.present-order" />
        </SubmitButton>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </form>
    </div>
  );
}
