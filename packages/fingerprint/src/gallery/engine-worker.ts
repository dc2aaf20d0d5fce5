import { ok } from '@custody-edge/foundation';
import { extractTemplate } from '../extract/extract.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import { decodeTemplate, encodeTemplate } from '../template/record.ts';
import type { EngineCalls } from './engine-protocol.ts';
import { serveCalls } from './worker-calls.ts';

serveCalls<EngineCalls>({
  extract: (image) => {
    const extracted = extractTemplate(image);
    if (!extracted.ok) return extracted;
    const { quality, minutiae } = extracted.value;
    return ok({ template: encodeTemplate(extracted.value), quality, minutiaCount: minutiae.length });
  },
  compare: ([probe, candidate]) => {
    const prepare = (record: Uint8Array) => prepareTemplate(decodeTemplate(record));
    return compareTemplates(prepare(probe), prepare(candidate)).score;
  },
});
