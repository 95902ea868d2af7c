export { gatherSource, notValid, type GatheredSource, type GatherOptions } from './gather-source.js';
export { locateSource, type LocatedSource, type SourceNaming } from './locate-source.js';
export type { MapRowsSaid } from './map-file.js';
export type { XmlTree } from './mvc-xml.js';
export type { SourceProblem } from './reading.js';
