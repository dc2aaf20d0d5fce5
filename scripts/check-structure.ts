import { fileURLToPath } from 'node:url';
import { examineStructure } from './structure/examine.ts';
import { rules } from './structure/rules.ts';

/** Fewer modules than this mean that the reader is blind, not that the product is small. */
const fewestModules = 200;

const root = fileURLToPath(new URL('..', import.meta.url));
const { modules, violations } = await examineStructure(root);

for (const violation of violations) console.error(violation);
for (const { name, comment } of rules) {
  if (violations.some((violation) => violation.startsWith(`${name}:`))) console.error(`${name}: ${comment ?? ''}`);
}
if (modules < fewestModules) console.error(`Only ${modules} modules were seen, at least ${fewestModules} exist.`);
else console.log(`${modules} modules, ${violations.length} violations of the structure.`);
if (violations.length > 0 || modules < fewestModules) process.exitCode = 1;
