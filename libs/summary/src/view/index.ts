export { viewSummary } from './summary-view.js';
export type {
  BesidePhrase,
  BlockView,
  CatalogueView,
  CodedText,
  ColumnView,
  Flag,
  Line,
  Phrase,
  Piece,
  RowView,
  SectionView,
  ShownCode,
  SourceText,
  SummaryView,
  SystemView,
  TableView,
  Translation,
} from './view-model.js';
export type { ViewOptions } from './view-scope.js';
export {
  fill,
  isViewLanguage,
  primaryOf,
  viewLanguageOf,
  viewLanguages,
  wordsOf,
  type ViewLanguage,
  type Words,
} from './words/index.js';
