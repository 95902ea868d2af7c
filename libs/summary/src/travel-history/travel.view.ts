import { observedView } from '../observed/observed.view.js';

/** A stay abroad to people: the country and the time are what matters. */
export const travelView = observedView<'travel'>([
  { key: 'value', title: 'country', share: 4 },
  { key: 'date', title: 'period', share: 4 },
  { key: 'observation', title: 'travel', share: 4 },
  { key: 'reference', title: 'reference', share: 3 },
  { key: 'performer', title: 'asserter', share: 3 },
  { key: 'status', title: 'status', share: 3 },
  { key: 'notes', title: 'notes', share: 3 },
]);
