import { say } from '@custody-edge/ui-kit';
import { Button, Label, type SignKind, Tile } from '@custody-edge/ui-kit/components';
import type { TileView } from '../../src/gate/view.ts';

const tileSigns: Readonly<Record<TileView['state'], SignKind>> = { present: 'go', missing: 'wait', refused: 'stop' };

/** The evidence of a movement or a report, each piece with the button of who answers for it. */
export function Tiles({
  tiles,
  onVouch,
  onReport,
}: {
  tiles: readonly TileView[];
  onVouch: (meaning: NonNullable<TileView['vouch']>) => void;
  /** What has to be put on record before the movement. */
  onReport?: (report: NonNullable<TileView['report']>) => void;
}) {
  return (
    <ul class="tiles">
      {tiles.map(({ kind, state, title, detail, vouch, report }, index) => (
        <Tile
          key={`${kind} ${index}`}
          sign={tileSigns[state]}
          word={say(`gate.tile-${state}`)}
          title={title}
          detail={detail}
          repeated={kind === 'identity' && state === 'missing'}
        >
          {report && onReport && (
            <Button rank="quiet" onPress={() => onReport(report)}>
              <Label of="gate.examine" />
            </Button>
          )}
          {vouch && (
            <Button rank="quiet" onPress={() => onVouch(vouch)}>
              <Label of="gate.sign-here" />
            </Button>
          )}
        </Tile>
      ))}
    </ul>
  );
}
