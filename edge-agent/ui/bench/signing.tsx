import { say } from '@custody-edge/ui-kit';
import { Button, Code, Dialog, Label, Text, Written } from '@custody-edge/ui-kit/components';
import type { SigningView } from '../../src/bench/view.ts';
import { CredentialsForm } from '../officers/credentials-form.tsx';
import { officerText } from './officer.ts';
import './signing.css';

type Missing = SigningView['missing'][number];

/** What each officer signs with their own PIN or key, one after the other, and whose word is still missing. */
export function SigningDialog({ signing, onLeave }: { signing: SigningView; onLeave: () => void }) {
  const { about, lines, missing } = signing;
  const given = missing.map(({ meaning, by, count }) => `${meaning} ${by?.officerId} ${count}`).join();
  return (
    <Dialog title={<Text of={about} />} onLeave={onLeave}>
      {/* A new form for each officer: nobody signs with what another one typed. */}
      <CredentialsForm
        key={given}
        url="/api/bench"
        title="gate.sign-here"
        officer={missing[0]?.by?.officerId}
        instruction={
          <div class="bench-signing">
            {lines.length > 0 && (
              /* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well */
              <p class="bench-signing-lines" tabIndex={0}>
                {lines.length > 1 && (
                  <span>
                    <Code>{lines.length}</Code> ×
                  </span>
                )}
                {lines.map((line) => (
                  <span key={line}>
                    <Written>{line}</Written>
                  </span>
                ))}
              </p>
            )}
            <p>
              <Label of="lab.missing-words" />:
            </p>
            <ul>
              {missing.map(({ meaning, by }) => (
                <li key={`${meaning} ${by?.officerId}`}>
                  <Word meaning={meaning} {...(by && { by })} />
                </li>
              ))}
            </ul>
          </div>
        }
        bodyOf={(credentials) => ({ action: 'sign', ...credentials })}
      >
        <Button rank="quiet" onPress={onLeave}>
          <Label of="gate.go-back" />
        </Button>
      </CredentialsForm>
    </Dialog>
  );
}

function Word({ meaning, by }: Pick<Missing, 'meaning' | 'by'>) {
  const word = say(`meaning.${meaning}`);
  return <Text of={by ? say('lab.word-missing', { officer: officerText(by), word }) : word} />;
}
