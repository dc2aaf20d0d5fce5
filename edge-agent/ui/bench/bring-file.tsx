import type { BilingualText } from '@custody-edge/foundation';
import { ask, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import './exhibit.css';

/** A hundred megabytes over the station's own line take as long. */
const waitMs = 120_000;
const unknownType = 'application/octet-stream';
/** What the record takes for a media type. */
const mediaType = /^[a-z]+\/[a-z0-9.+-]{1,80}$/;

const addressFor = ({ name, type }: File): string => {
  const query = new URLSearchParams({ name: name.slice(0, 200), mediaType: mediaType.test(type) ? type : unknownType });
  return `/api/bench/file?${query}`;
};

/** A file from a stick or a camera: it waits with those that instruments wrote, and is bound like them. */
export function BringFile() {
  const [state, setState] = useState<'ready' | 'sending' | { readonly refused: BilingualText }>('ready');
  const bring = async (file: File) => {
    setState('sending');
    const answer = await ask<unknown>(addressFor(file), file, waitMs);
    setState(answer.ok ? 'ready' : { refused: answer.error });
  };
  return (
    <>
      {typeof state === 'object' && (
        <Sign sign="wait" size="line">
          <Text of={state.refused} />
        </Sign>
      )}
      <label class="button button-other bench-bring">
        <Label of={state === 'sending' ? 'lab.bringing-file' : 'lab.bring-file'} />
        <input
          class="visually-hidden"
          type="file"
          disabled={state === 'sending'}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void bring(file);
            currentTarget.value = '';
          }}
        />
      </label>
    </>
  );
}
