export { openLogReader, type LogReader } from './log-reader.js';
