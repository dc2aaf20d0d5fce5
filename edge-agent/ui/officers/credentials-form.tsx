import { latinDigits } from '@custody-edge/ui-kit';
import { Button, Label, type PlainMessageKey, Sign, SubmitButton, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren, TargetedEvent, TargetedSubmitEvent } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Credentials } from '../../src/officers/requests.ts';
import { NumberPad } from '../number-pad.tsx';
import { useAction } from '../use-action.tsx';
import { useSecurityKey } from './use-security-key.ts';

const longestNumber = 8;
const longestPin = 12;

/** Where the station makes what a security key is asked before each. */
const keyUrls = {
  '/api/sign-in': '/api/sign-in/ask-key',
  '/api/hand-over': '/api/sign-in/ask-key',
  '/api/desk': '/api/desk/ask-key',
  '/api/visitor': '/api/visitor/ask-key',
  '/api/bench': '/api/bench/ask-key',
  '/api/finger/vouch': '/api/finger/ask-key',
  '/api/officers/word': '/api/officers/word/ask-key',
  // A key signs one thing at a touch, a PIN a whole batch.
  '/api/house/reviews': undefined,
} as const;

/** Officer number and PIN, typed on the pad or on a keyboard, or the officer's security key in place of the PIN. */
export function CredentialsForm({
  url,
  title,
  officer = '',
  instruction,
  bodyOf = (credentials) => credentials,
  onDone,
  children,
}: {
  url: keyof typeof keyUrls;
  title: PlainMessageKey;
  /** Whose word it has to be, where only one officer can give it. */
  officer?: string | undefined;
  /** What to do, and fields of the form's own. */
  instruction: ComponentChildren;
  /** What is sent, where it is more than who signs. */
  bodyOf?: (credentials: Credentials, form: FormData) => object;
  onDone?: () => void;
  /** Further buttons. */
  children: ComponentChildren;
}) {
  const [officerId, setOfficerId] = useState(officer);
  const [pin, setPin] = useState('');
  const [field, setField] = useState<'number' | 'pin'>('number');
  const [numberInput, pinInput] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const [numberId, pinId] = [useId(), useId()];
  const form = useRef<HTMLFormElement>(null);
  const { press, refusal } = useAction<object>(url, url);
  const key = useSecurityKey();
  useEffect(() => (officer === '' ? numberInput : pinInput).current?.focus(), [officer, numberInput, pinInput]);

  const toPin = () => pinInput.current?.focus();
  const change = field === 'number' ? setOfficerId : setPin;
  const longest = field === 'number' ? longestNumber : longestPin;
  const submit = async (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pin === '') return toPin();
    const body = bodyOf({ officerId, pin }, new FormData(event.currentTarget));
    setPin('');
    const outcome = await press(body);
    if (outcome === 'refused') toPin();
    if (outcome === 'done') onDone?.();
  };
  const useKey = async () => {
    const keyUrl = keyUrls[url];
    if (keyUrl === undefined || !form.current?.reportValidity()) return;
    const filled = new FormData(form.current);
    const answer = await key.answer(keyUrl, bodyOf({ officerId }, filled));
    if (answer && (await press(bodyOf({ officerId, key: answer }, filled))) === 'done') onDone?.();
  };
  const trouble = key.trouble ?? refusal;
  const digitsOf = (event: TargetedEvent<HTMLInputElement>): string =>
    latinDigits(event.currentTarget.value).replaceAll(/\D/g, '');
  const common = { inputMode: 'none', autocomplete: 'off', dir: 'ltr' } as const;

  return (
    <form ref={form} class="credentials" onSubmit={(event) => void submit(event)}>
      <div class="credentials-words">
        <h1 class="credentials-title prose">
          <Label of={title} />
        </h1>
        {trouble && (
          <Sign sign="wait" size="line">
            <Text of={trouble} />
          </Sign>
        )}
        {key.asking && (
          <Sign sign="information" size="line">
            <Label of="officer.touch-key" />
          </Sign>
        )}
        {instruction}
        <div class="credentials-fields">
          <div class="field">
            <label for={numberId}>
              <Label of="officer.number" />
            </label>
            <input
              {...common}
              ref={numberInput}
              autofocus={officer === ''}
              id={numberId}
              class="credentials-input"
              type="text"
              maxLength={longestNumber}
              value={officerId}
              onFocus={() => setField('number')}
              onInput={(event) => setOfficerId(digitsOf(event))}
            />
          </div>
          <div class="field">
            <label for={pinId}>
              <Label of="officer.pin" />
            </label>
            <input
              {...common}
              ref={pinInput}
              autofocus={officer !== ''}
              id={pinId}
              class="credentials-input"
              type="password"
              maxLength={longestPin}
              value={pin}
              onFocus={() => setField('pin')}
              onInput={(event) => setPin(digitsOf(event))}
            />
          </div>
        </div>
        <div class="credentials-buttons">
          <SubmitButton disabled={officerId.length < 3}>
            <Label of={title} />
          </SubmitButton>
          {keyUrls[url] !== undefined && (
            <Button rank="other" disabled={officerId.length < 3 || key.asking} onPress={() => void useKey()}>
              <Label of="officer.use-key" />
            </Button>
          )}
          {children}
        </div>
      </div>
      <NumberPad
        onDigit={(digit) => change((text) => (text + digit).slice(0, longest))}
        onDelete={() => change((text) => text.slice(0, -1))}
      >
        <button type="button" class="pad-key pad-word" disabled={field === 'pin'} onClick={toPin}>
          <Label of="officer.pin" />
        </button>
      </NumberPad>
    </form>
  );
}
