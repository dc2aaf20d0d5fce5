import { useState } from 'preact/hooks';

/** A value that stands in the page's address, so that what one person sees can be sent to another. */
export function useAddress(name: string): [value: string, set: (value: string) => void] {
  const [value, setValue] = useState(() => new URLSearchParams(location.search).get(name) ?? '');
  const set = (changed: string) => {
    const address = new URL(location.href);
    if (changed === '') address.searchParams.delete(name);
    else address.searchParams.set(name, changed);
    history.replaceState(null, '', address);
    setValue(changed);
  };
  return [value, set];
}
