export { filePath, hostName, logLevel, tcpPort } from './config-fields.ts';
export { type Environment, loadConfigFile } from './config-file.ts';
