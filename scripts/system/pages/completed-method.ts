import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { newFolder } from '@custody-edge/foundation/test-support';

const shipped = fileURLToPath(new URL('../../../edge-agent/methods', import.meta.url));

/** What a laboratory fills in of `seizure-every-unit`, as its tests have to name it. */
export const completed = { protocol: 'ST/NAR/13/REV.1', reagent: 'Marquis', version: '1 FSL-Q 3' } as const;

/** What the shipped file leaves to the laboratory, and what it says in its place. */
const blanks = [
  ["version: '1'", `version: '${completed.version}'`],
  ["protocol: ''", `protocol: '${completed.protocol}'`],
  ["name: ''", `name: '${completed.reagent}'`],
] as const;

/** A laboratory's own folder of methods: the shipped method for a seizure of many packets, completed. @returns the folder */
export function completedMethods(): string {
  const folder = newFolder();
  const name = 'seizure-every-unit.json5';
  const text = blanks.reduce(
    (before, [blank, filled]) => {
      if (before.split(blank).length !== 2) throw new Error(`${name} does not say ${blank} once`);
      return before.replace(blank, filled);
    },
    readFileSync(join(shipped, name), 'utf8'),
  );
  writeFileSync(join(folder, name), text);
  return folder;
}
