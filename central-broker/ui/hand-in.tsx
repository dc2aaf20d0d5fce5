import type { BilingualText, Result } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { ask, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import type { TargetedEvent } from 'preact';
import { useState } from 'preact/hooks';

/** A statement as JSON, if it is any. */
function read(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Hands in the statements of a file one by one, up to the first that is refused. */
async function handIn(file: File): Promise<Result<number, BilingualText>> {
  const lines = (await file.text()).split('\n').filter((line) => line.trim() !== '');
  for (const line of lines) {
    const taken = await ask<unknown>('/api/feed-statements', read(line) ?? {});
    if (!taken.ok) return taken;
  }
  return lines.length > 0 ? { ok: true, value: lines.length } : { ok: false, error: say('centre.file-empty') };
}

/** Takes a signed file that a court gave to the clerk: the page itself can sign nothing. */
export function HandIn() {
  const [came, setCame] = useState<Result<number, BilingualText>>();
  const choose = async (event: TargetedEvent<HTMLInputElement>) => {
    const { currentTarget } = event;
    const file = currentTarget.files?.[0];
    if (!file) return;
    setCame(await handIn(file));
    currentTarget.value = '';
  };
  return (
    <div class="hand-in">
      <label class="button button-quiet">
        <Label of="centre.hand-in" />
        <input type="file" accept=".jws" onChange={(event) => void choose(event)} />
      </label>
      {came && (
        <Sign sign={came.ok ? 'go' : 'wait'} size="line">
          <Text of={came.ok ? say('centre.handed-in', { count: came.value }) : came.error} />
        </Sign>
      )}
    </div>
  );
}
