import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';
import { decodeTemplate } from '../template/record.ts';
import { firstStage } from './first-stage.ts';
import { type SharedGallery, slotsAt } from './gallery.ts';
import { blockBytes, probeBlock } from './probe-block.ts';
import type { SearchCalls, SearchThread } from './search-protocol.ts';
import { slotBytes, slotRecordAt, slotRecordBytesAt } from './slot.ts';
import { serveCalls } from './worker-calls.ts';

serveCalls<SearchCalls, SearchThread>(({ gallery, thread }) => {
  const rateSlots = firstStage(gallery.memory);
  return {
    rate: ({ probe, runs }) => {
      const template = decodeTemplate(probe);
      const block = thread * blockBytes;
      new Uint8Array(gallery.memory.buffer).set(probeBlock(template, prepareTemplate(template)), block);
      for (const { first, count } of runs) rateSlots(block, slotsAt + first * slotBytes, count);
      return undefined;
    },
    compare: ({ probe, slots }) => {
      const prepared = prepareTemplate(decodeTemplate(probe));
      return Float64Array.from(slots, (slot) => compareTemplates(prepared, candidateIn(gallery, slot)).score);
    },
  };
});

function candidateIn(gallery: SharedGallery, slot: number): PreparedTemplate {
  const view = new DataView(gallery.memory.buffer, slotsAt + slot * slotBytes, slotBytes);
  const at = view.getUint32(slotRecordAt, true);
  // A copy, since the decoder's library takes no shared memory.
  const record = new Uint8Array(gallery.records, at, view.getUint32(slotRecordBytesAt, true)).slice();
  return prepareTemplate(decodeTemplate(record));
}
