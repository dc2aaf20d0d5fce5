import { messages } from '@custody-edge/ui-kit';
import { z } from 'zod';
import { call, pause } from './api.ts';

const pageSchema = z.object({
  next: z.int(),
  events: z.array(
    z.object({
      type: z.string(),
      stationId: z.string(),
      at: z.string(),
      about: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
});

const labels: Readonly<Record<string, { readonly en: string }>> = messages;

/** The events that the centre applied after a position, a page of them. */
export const eventsAfter = (centreUrl: string, position: number): Promise<z.infer<typeof pageSchema>> =>
  call(`${centreUrl}/api/events?after=${position}&limit=100`, pageSchema);

/** Prints each event as the centre records it, one short line each, until stopped. */
export function followEvents(centreUrl: string, print: (line: string) => void): () => void {
  let following = true;
  const follow = async (): Promise<void> => {
    let position = 0;
    while (following) {
      try {
        const page = await eventsAfter(centreUrl, position);
        position = page.next;
        for (const event of page.events) print(feedLine(event));
      } catch {
        // The centre may be away for a moment; the feed goes on when it is back.
      }
      await pause(500);
    }
  };
  void follow();
  return () => {
    following = false;
  };
}

function feedLine({ type, stationId, at, about, detail }: z.infer<typeof pageSchema>['events'][number]): string {
  const time = new Date(at).toLocaleTimeString('en-GB');
  const what = labels[`event.${type}`]?.en ?? type;
  return `${time}  ${stationId.padEnd(9)}  ${what.padEnd(30)}  ${[about, detail].filter(Boolean).join(' · ')}`.trimEnd();
}
