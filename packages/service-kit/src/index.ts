export { csvFile } from './csv.ts';
export { httpError } from './errors.ts';
export { beginEvents, heartbeat, heartbeatMs } from './event-stream.ts';
export { createLog } from './log.ts';
export { createHttpServer, type HttpServer, refusalSchema } from './server.ts';
export { createViewStream, streamRoute, type ViewStream } from './view-stream.ts';
