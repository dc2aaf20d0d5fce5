export { reportOf, seizureReport } from './seizure.ts';
