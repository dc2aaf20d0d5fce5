import { z } from 'zod';
import { profileSchema } from './profile/profile.ts';

/** JSON Schema of a catalogue file that imports nothing, for editors. */
export const profileJsonSchema = (): unknown => z.toJSONSchema(profileSchema, { io: 'input' });
