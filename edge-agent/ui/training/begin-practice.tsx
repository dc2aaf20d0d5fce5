import { Button, Dialog, Label, Sign, Text } from '@custody-edge/ui-kit/components';
import { useAction } from '../use-action.tsx';

/** Says what practice means for the gate before it begins. */
export function BeginPractice({ onLeave }: { onLeave: () => void }) {
  const { press, refusal } = useAction<Record<string, never>>('/api/practice/begin', 'practice');
  const begin = async () => {
    if ((await press({})) === 'done') onLeave();
  };
  return (
    <Dialog title={<Label of="practice.ask" />} onLeave={onLeave}>
      <div class="officer-help">
        <p class="prose">
          <Label of="practice.before" />
        </p>
        <p class="prose">
          <Label of="practice.on-record" />
        </p>
      </div>
      {refusal && (
        <Sign sign="wait" size="line">
          <Text of={refusal} />
        </Sign>
      )}
      <div class="duty-buttons">
        <Button rank="main" onPress={() => void begin()}>
          <Label of="practice.begin-now" />
        </Button>
        <Button rank="quiet" onPress={onLeave}>
          <Label of="officer.back" />
        </Button>
      </div>
    </Dialog>
  );
}
