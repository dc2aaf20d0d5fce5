import { beginIdsAnew } from '../test-kit.ts';

beginIdsAnew();
