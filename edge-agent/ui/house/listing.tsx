import { Label, type PlainMessageKey, Sign, Text } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import type { OpenList } from './use-list.ts';

/** A list that was opened: while its names are read, when it was refused, when nobody is on it. */
export function Listing<Answer>({
  opened: { list, refused },
  isEmpty,
  empty,
  children,
}: {
  opened: OpenList<Answer>;
  isEmpty: (list: Answer) => boolean;
  empty: PlainMessageKey;
  children: (list: Answer) => ComponentChildren;
}) {
  if (refused)
    return (
      <Sign sign="wait" size="line">
        <Text of={refused} />
      </Sign>
    );
  if (list === undefined)
    return (
      <p class="house-note" role="status">
        <Label of="house.opening" />
      </p>
    );
  if (isEmpty(list))
    return (
      <p class="house-note">
        <Label of={empty} />
      </p>
    );
  return <>{children(list)}</>;
}

/** Said under every list of names, on paper as well. */
export const LookRecorded = () => (
  <p class="house-note house-look">
    <Label of="house.look-recorded" />
  </p>
);

/** The heading of a column. */
export const Column = ({ of, number = false }: { of: PlainMessageKey; number?: boolean }) => (
  <th scope="col" class={number ? 'house-number' : ''}>
    <Label of={of} />
  </th>
);

/** The part of the page that scrolls. */
export const Body = ({ children }: { children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, by the keyboard as well
  <div class="house-body" tabIndex={0}>
    {children}
  </div>
);
