import { z } from 'zod';

// Settings that stations and centre both have.

/** JSON Schema format by which the loader of a configuration knows a path. */
export const pathFormat = 'path';

/** A file or folder; `loadConfigFile` makes it absolute. One line, so that a key pasted in its file's place is refused. */
export const filePath = z
  .string()
  .max(4096)
  .regex(/^\P{Cc}+$/u, 'the path of a file')
  .meta({ format: pathFormat, description: 'File or folder; relative paths start at the configuration file' });

export const tcpPort = z.int().min(0).max(65_535).describe('TCP port; 0 takes a free one');

export const hostName = z.string().min(1).max(255);

export const logLevel = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']);
