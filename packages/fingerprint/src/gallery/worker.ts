import { parentPort } from 'node:worker_threads';
import { ok, toCustodyError } from '@custody-edge/foundation';
import { extractTemplate } from '../extract/extract.ts';
import type { FingerPosition } from '../finger.ts';
import { compareTemplates } from '../match/compare.ts';
import { prepareTemplate } from '../match/prepare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';
import { decodeTemplate, encodeTemplate } from '../template/record.ts';
import type { EngineReply, EngineRequest, Enrolment, SearchRequest } from './protocol.ts';
import { type Candidate, type GalleryEntry, searchGallery } from './search.ts';

const gallery = new Map<string, Map<FingerPosition, GalleryEntry>>();

function prepare(template: Uint8Array): PreparedTemplate {
  return prepareTemplate(decodeTemplate(template));
}

function answer(request: EngineRequest): Extract<EngineReply, { ok: true }>['result'] {
  switch (request.call) {
    case 'extract': {
      const extracted = extractTemplate(request.argument);
      if (!extracted.ok) return extracted;
      const { quality, minutiae } = extracted.value;
      return ok({ template: encodeTemplate(extracted.value), quality, minutiaCount: minutiae.length });
    }
    case 'enrol':
      return enrol(request.argument);
    case 'forget':
      gallery.delete(request.argument.subjectId);
      return undefined;
    case 'search':
      return search(request.argument);
    case 'compare': {
      const [probe, candidate] = request.argument;
      return compareTemplates(prepare(probe), prepare(candidate)).score;
    }
  }
}

function enrol({ subjectId, finger, impressions }: Enrolment): undefined {
  const prepared = impressions.map(prepare);
  const fingers = gallery.get(subjectId) ?? new Map<FingerPosition, GalleryEntry>();
  fingers.set(finger, { subjectId, finger, impressions: prepared });
  gallery.set(subjectId, fingers);
}

function search({ template, among }: SearchRequest): Candidate[] {
  const subjects = among ? [...new Set(among)].flatMap((id) => gallery.get(id) ?? []) : [...gallery.values()];
  return searchGallery(
    prepare(template),
    subjects.flatMap((fingers) => [...fingers.values()]),
  );
}

parentPort?.on('message', (request: EngineRequest) => {
  let reply: EngineReply;
  try {
    reply = { id: request.id, ok: true, result: answer(request) };
  } catch (error) {
    const { code, details } = toCustodyError(error);
    reply = { id: request.id, ok: false, code, details };
  }
  parentPort?.postMessage(reply);
});
