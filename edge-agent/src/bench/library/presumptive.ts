import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { LibraryTechnique } from './search-view.ts';

/** How far a likeness in a library goes, by the technique's category of SWGDRUG (version 8, part IIIB): never to an identification. */
export function presumptiveText(technique: LibraryTechnique, category: 'A' | 'B' | 'C' | undefined): BilingualText {
  if (category === undefined) return say('library.presumptive');
  const told = { technique: say(`technique.${technique}`), category, scheme: 'SWGDRUG' };
  return say(category === 'A' ? 'library.presumptive-a' : 'library.presumptive-other', told);
}
