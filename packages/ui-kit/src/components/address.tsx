import { useEffect, useState } from 'preact/hooks';

/** What stands in the page's address, by name; nothing reads as the empty text. */
export interface Address {
  value(name: string): string;
  /** Another part of the page: a step that the browser's “back” leads from. */
  go(to: Readonly<Record<string, string>>): void;
  /** The same part, told more closely. */
  change(values: Readonly<Record<string, string>>): void;
}

/** Keeps what a person chose in the page's address, so that what one sees can be sent to another. */
export function useAddress(): Address {
  const [search, setSearch] = useState(location.search);
  useEffect(() => {
    const follow = () => setSearch(location.search);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const addressWith = (values: Readonly<Record<string, string>>): URL => {
    const address = new URL(location.href);
    for (const [name, value] of Object.entries(values)) {
      if (value === '') address.searchParams.delete(name);
      else address.searchParams.set(name, value);
    }
    return address;
  };
  return {
    value: (name) => new URLSearchParams(search).get(name) ?? '',
    go: (to) => {
      const address = addressWith(to);
      history.pushState(null, '', address);
      setSearch(address.search);
    },
    change: (values) => {
      const address = addressWith(values);
      history.replaceState(null, '', address);
      setSearch(address.search);
    },
  };
}
