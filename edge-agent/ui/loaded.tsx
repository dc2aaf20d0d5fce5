import { Label, Sign } from '@custody-edge/ui-kit/components';
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const retryMs = 1_000;

/** A page that is fetched when somebody first opens it: a station that never shows it does not load what it draws with. */
export function onDemand<Props extends object>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> {
  let loaded: FunctionComponent<Props> | undefined;
  return function OnDemand(props) {
    const [Page, setPage] = useState(() => loaded);
    useEffect(() => {
      if (loaded) return;
      const show = (page: FunctionComponent<Props>) => {
        loaded = page;
        setPage(() => page);
      };
      // A station that was updated meanwhile has other files: the page begins anew with those.
      load().then(show, () => setTimeout(() => location.reload(), retryMs));
    }, []);
    if (Page) return <Page {...props} />;
    return (
      <Sign sign="information" size="line">
        <Label of="common.connecting" />
      </Sign>
    );
  };
}
