import { gatherDisplayFile, isDisplayTable } from './display-file.js';
import { gatherMapFile, type MapRowsSaid } from './map-file.js';
import type { SourceReading, TextFile } from './reading.js';
import { readTable } from './table-file.js';

/** Reads a table: one with the columns of displays as such, any other as a map, whose columns are then found missing. */
export function gatherTable(file: TextFile, reading: SourceReading, said: MapRowsSaid): void {
  const table = readTable(file);
  if (isDisplayTable(table)) gatherDisplayFile(file, reading, table);
  else gatherMapFile(file, reading, said, table);
}
