import { createRequire } from 'node:module';
import { z } from 'zod';

const manifest: unknown = createRequire(import.meta.url)('../package.json');

/** Version of the agent, as events and health messages carry it. */
export const softwareVersion = z.object({ version: z.string() }).parse(manifest).version;
