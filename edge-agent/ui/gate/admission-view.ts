import type { DeskView } from '../../src/gate/view.ts';

export type AdmissionView = Extract<DeskView, { step: 'admission' }>;
