export { capabilityStatement, type DescribedNode } from './capability-statement.js';
export { documentReference, type DescribedDocument, type OfferedContent } from './document-reference.js';
export { readReceiptParameters, receiptParameters } from './receipt-parameters.js';
export { searchset } from './searchset.js';
export { fhirJson, ownBase, patientSummaryType, receiptExtension } from './systems.js';
export { dateMatches, dateParameter, tokenParameter, type DateParameter } from './token-parameter.js';
export { receiptOf, transactionResponse } from './transaction-response.js';
export {
  publishTransaction,
  readTransaction,
  sealMediaType,
  type ReceivedTransaction,
  type TransactionDocument,
} from './transaction.js';
