export { type Ending, type Note, openPython, type Python, type PythonWorker } from './client.ts';
export type { Box, Fault, Given, Job, Plain, Result, Visit } from './protocol.ts';
