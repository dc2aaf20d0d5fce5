import type { VisitRelation } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { EntryButtons, type EntryPageProps, EntryTitle } from './entry-frame.tsx';
import { RelationPicture } from './relation-picture.tsx';

const relations = [
  'mother',
  'father',
  'wife',
  'husband',
  'sister',
  'brother',
  'daughter',
  'son',
  'relative',
  'friend',
] as const satisfies readonly VisitRelation[];

/** The relation, by a picture that needs no reading. */
export function EntryRelation({ desk, press }: EntryPageProps) {
  const { visitor, person } = desk;
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  return (
    <div class="step">
      <EntryTitle desk={desk}>
        <Label of="visitor.step-relation" />
      </EntryTitle>
      <div class="step-body visitor-relations">
        {relations.map((relation) => (
          <button
            key={relation}
            type="button"
            class="movement visitor-relation"
            onClick={() => void press({ action: 'relate', relation })}
          >
            <RelationPicture relation={relation} />
            <span class="prose">
              <Label of={`relation.${relation}`} />
            </span>
          </button>
        ))}
      </div>
      <Sign sign="information" size="line">
        <Text
          of={say('visitor.choose-relation', { visitor: name, person: person?.name ?? say('gate.unknown-person') })}
        />
      </Sign>
      <EntryButtons desk={desk} press={press} />
    </div>
  );
}
