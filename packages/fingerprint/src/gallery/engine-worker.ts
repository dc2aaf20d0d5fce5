import { ok } from '@custody-edge/foundation';
import { extractInStages } from '../extract/extract.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import { decodeTemplate, encodeTemplate } from '../template/record.ts';
import type { EngineCalls } from './engine-protocol.ts';
import { serveCalls } from './worker-calls.ts';

serveCalls<EngineCalls>(() => ({
  extract: (image) => {
    const extracted = extractInStages(image);
    if (!extracted.ok) return extracted;
    const { template, reasons } = extracted.value;
    const { quality, minutiae } = template;
    return ok({ template: encodeTemplate(template), quality, minutiaCount: minutiae.length, reasons });
  },
  compare: ([probe, candidate]) => {
    const prepare = (record: Uint8Array) => prepareTemplate(decodeTemplate(record));
    return compareTemplates(prepare(probe), prepare(candidate)).score;
  },
}));
