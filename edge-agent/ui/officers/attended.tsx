import { Button, Label, Sign } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { StatusView } from '../../src/station/status-view.ts';
import { WirePage } from '../wire/wire-page.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { DuressForm } from './duress-form.tsx';
import { OfficersPage } from './officers-page.tsx';
import { SignIn } from './sign-in.tsx';
import './officers.css';

/** Pages about officers that somebody opened over the station's own. */
export type OfficerPage = 'hand-over' | 'officers' | 'duress' | 'wire';

/** The station's page under an officer's eyes; without one, the way to become that officer. */
export function Attended({
  status,
  insists,
  open: chosen,
  onClose,
  children,
}: {
  status: StatusView;
  /** The page has something to say that no page about officers may cover. */
  insists: boolean;
  open: OfficerPage | undefined;
  onClose: () => void;
  children: ComponentChildren;
}) {
  const { duty, devices, wire } = status;
  const open = insists ? undefined : chosen;
  if (duty.state === 'signed-out') return <SignIn duty={duty} practice={status.practice} />;
  if (open === 'hand-over')
    return (
      <CredentialsForm
        url="/api/hand-over"
        title="officer.hand-over"
        instruction={
          <p class="credentials-instruction prose">
            <Label of="officer.next-officer" />
          </p>
        }
      >
        <Button rank="quiet" onPress={onClose}>
          <Label of="officer.back" />
        </Button>
      </CredentialsForm>
    );
  if (open === 'duress') return <DuressForm officerId={duty.officerId} onLeave={onClose} />;
  if (duty.maintains && !insists && (wire || open === 'wire')) return <WirePage status={status} onLeave={onClose} />;
  const hasReader = devices.some(({ kind }) => kind === 'fingerprint-scanner');
  if (duty.enrols && (open === 'officers' || !duty.attends))
    return <OfficersPage duty={duty} hasReader={hasReader} onLeave={duty.attends ? onClose : undefined} />;
  if (!duty.attends)
    return (
      <Sign sign="wait" size="panel">
        <Label of="officer.no-work-here" />
      </Sign>
    );
  return <>{children}</>;
}
