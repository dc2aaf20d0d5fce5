import { say } from '@custody-edge/ui-kit';
import { Button, Field, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { useState } from 'preact/hooks';
import { EntryCard } from './entry-card.tsx';
import { EntryFinger } from './entry-finger.tsx';
import { Book, EntryButtons, type EntryPageProps, EntryTitle, Identity } from './entry-frame.tsx';
import { EntryGoods } from './entry-goods.tsx';
import { EntryPrisoner } from './entry-prisoner.tsx';
import { EntryRelation } from './entry-relation.tsx';
import { EntrySearch } from './entry-search.tsx';
import { EntryWho } from './entry-who.tsx';
import { SignDialog } from './sign-dialog.tsx';
import { textIn } from './text-in.ts';

/** Somebody comes in: one task a screen. */
export function Entry({ desk, press }: EntryPageProps) {
  const page = { desk, press };
  switch (desk.page) {
    case 'card':
      return <EntryCard {...page} />;
    case 'who':
      return <EntryWho {...page} />;
    case 'compare':
      return <Compare {...page} />;
    case 'prisoner':
      return <EntryPrisoner {...page} />;
    case 'relation':
      return <EntryRelation {...page} />;
    case 'search':
      return <EntrySearch {...page} />;
    case 'goods':
      return <EntryGoods {...page} />;
    case 'finger':
      return <EntryFinger {...page} />;
    case 'turn-away':
      return <TurnAway {...page} />;
  }
}

/** Somebody on the ban list has such a name: the two side by side, and the officer says whether they are one. */
function Compare({ desk, press }: EntryPageProps) {
  const { alike, visitor } = desk;
  if (!alike || !visitor) return null;
  const answer = (isSame: boolean) => () => void press({ action: 'compared', banned: alike.subject, isSame });
  return (
    <div class="step">
      <EntryTitle desk={desk}>
        <Label of="visitor.arrival" />
      </EntryTitle>
      <div class="step-body visitor-beside visitor-compare">
        <Identity title="visitor.before-you" identity={visitor} />
        <Identity title="visitor.on-ban-list" identity={alike.identity} until={alike.until} />
      </div>
      <Sign sign="wait" size="line">
        <Label of="visitor.alike" />
      </Sign>
      <EntryButtons desk={desk} press={press}>
        <Button rank="other" onPress={answer(true)}>
          <Label of="visitor.same-person" />
        </Button>
        <Button rank="other" onPress={answer(false)}>
          <Label of="visitor.another-person" />
        </Button>
      </EntryButtons>
    </div>
  );
}

/** Something stands against the visit whatever else is done: the visitor hears it, and it goes on record. */
function TurnAway({ desk, press }: EntryPageProps) {
  const { visitor, person, relation } = desk;
  const [listing, setListing] = useState(false);
  const name = visitor ? { en: visitor.name, ur: visitor.name } : say('gate.unknown-person');
  return (
    <form
      class="step"
      onSubmit={(event) => {
        event.preventDefault();
        const words = textIn(new FormData(event.currentTarget), 'words');
        void press({ action: 'turn-away', ...(words !== '' && { words }) });
      }}
    >
      <EntryTitle desk={desk}>
        <Label of="visitor.arrival" />
      </EntryTitle>
      <div class="step-body visitor-grounds">
        {desk.grounds.map((ground) => (
          <Sign key={ground.en} sign="stop" size="line">
            <Text of={ground} />
          </Sign>
        ))}
        <Field name="words" label="visitor.refused-words" maxLength={300} optional />
      </div>
      <EntryButtons desk={desk} press={press}>
        <button type="submit" class="button button-main">
          <Text of={say('visitor.turn-away', { visitor: name })} />
        </button>
        {desk.canBook && <Book press={press} />}
        {desk.canBook && (
          <Button rank="other" onPress={() => setListing(true)}>
            <Label of="visitor.allow" />
          </Button>
        )}
      </EntryButtons>
      {listing && visitor && person && relation && (
        <SignDialog
          sentence={say('visitor.sign-allow', { visitor: name, person: person.name })}
          signs={() => ({ action: 'allow' })}
          onLeave={() => setListing(false)}
        />
      )}
    </form>
  );
}
