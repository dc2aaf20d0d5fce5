import { afterAll, afterEach, beforeEach } from 'vitest';
import { beginTest, endFile, endTest } from './clean-up.ts';

// In each file anew: a module that files share registers its hooks for the first of them only.
beforeEach(beginTest);
afterEach(endTest);
afterAll(endFile);
