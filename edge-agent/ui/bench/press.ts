import type { BenchAction } from '../../src/bench/actions.ts';
import type { useAction } from '../use-action.tsx';

export type Press = ReturnType<typeof useAction<BenchAction>>['press'];
