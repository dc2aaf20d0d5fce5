/** What the report of a seizure costs. */
import { fileURLToPath } from 'node:url';
import { report } from './figures.ts';
import { issuing } from './report/issuing.ts';

const { figures, remarks } = await issuing();
report('report', fileURLToPath(new URL('../../packages/ui-kit/BENCHMARKS.md', import.meta.url)), remarks, figures);
