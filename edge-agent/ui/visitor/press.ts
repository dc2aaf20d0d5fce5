import type { VisitorAction } from '../../src/visitor/actions.ts';
import type { useAction } from '../use-action.tsx';

export type Press = ReturnType<typeof useAction<VisitorAction>>['press'];
