import type { VisitRelation } from '@custody-edge/event-contract';

type Figure = 'woman' | 'man';

/** Who the visitor is beside the prisoner: older and taller, younger and smaller, or as tall. */
const pictures: Readonly<
  Record<VisitRelation, { readonly figure: Figure; readonly size: number; readonly mark?: 'ring' | 'house' | 'hand' }>
> = {
  mother: { figure: 'woman', size: 1.15 },
  father: { figure: 'man', size: 1.15 },
  wife: { figure: 'woman', size: 1, mark: 'ring' },
  husband: { figure: 'man', size: 1, mark: 'ring' },
  sister: { figure: 'woman', size: 1 },
  brother: { figure: 'man', size: 1 },
  daughter: { figure: 'woman', size: 0.72 },
  son: { figure: 'man', size: 0.72 },
  relative: { figure: 'man', size: 1, mark: 'house' },
  friend: { figure: 'man', size: 1, mark: 'hand' },
};

const bodies: Readonly<Record<Figure, string>> = {
  // A shawl falls to the ground; shoulders are broad.
  woman: 'M0 -38C9 -38 13 -31 11 -23L18 0H-18L-11 -23C-13 -31 -9 -38 0 -38Z',
  man: 'M-13 -24H13L11 0H-11Z',
};

const marks = {
  ring: 'M50 14a6 6 0 1 1 0.1 0',
  house: 'M40 14L50 4L60 14V20H40Z',
  hand: 'M38 50H62M44 44L38 50L44 56M56 44L62 50L56 56',
} as const;

function FigureShape({ figure, x, size }: { figure: Figure; x: number; size: number }) {
  return (
    <g transform={`translate(${x} 74) scale(${size})`}>
      <path d={bodies[figure]} />
      <circle cx="0" cy={figure === 'man' ? -34 : -38} r="8.5" />
    </g>
  );
}

/** The visitor, dark, beside the prisoner, in outline; whoever cannot read finds the relation by it. */
export function RelationPicture({ relation }: { relation: VisitRelation }) {
  const { figure, size, mark } = pictures[relation];
  return (
    <svg class="relation-picture" viewBox="0 0 100 80" aria-hidden="true">
      <g class="relation-visitor">
        <FigureShape figure={figure} x={28} size={size} />
      </g>
      <g class="relation-prisoner">
        <FigureShape figure="man" x={72} size={relation === 'mother' || relation === 'father' ? 0.85 : 1} />
      </g>
      {mark && <path class="relation-mark" d={marks[mark]} />}
    </svg>
  );
}
