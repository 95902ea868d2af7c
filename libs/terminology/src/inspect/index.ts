export { takeCensus, type Census, type MapCensus, type SystemCensus } from './census.js';
export {
  compareIndexes,
  type CodeDifferences,
  type Differences,
  type NamedCode,
  type RemappedCode,
  type RenamedCode,
  type ValueSetDifferences,
} from './differences.js';
