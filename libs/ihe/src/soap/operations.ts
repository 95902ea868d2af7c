/** A request of the IHE profiles as SOAP knows it: the action and the element of its body belong together. */
export interface SoapOperation {
  readonly transaction: 'ITI-55' | 'ITI-38' | 'ITI-39' | 'ITI-41';
  /** wsa:Action, and the `action` of the media type. */
  readonly action: string;
  /** The one element of the body. */
  readonly body: { readonly uri: string; readonly local: string };
}

/** The four calls of MyHealth@EU. */
export const soapOperations: readonly SoapOperation[] = [
  {
    transaction: 'ITI-55',
    action: 'urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery',
    body: { uri: 'urn:hl7-org:v3', local: 'PRPA_IN201305UV02' },
  },
  {
    transaction: 'ITI-38',
    action: 'urn:ihe:iti:2007:CrossGatewayQuery',
    body: { uri: 'urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0', local: 'AdhocQueryRequest' },
  },
  {
    transaction: 'ITI-39',
    action: 'urn:ihe:iti:2007:CrossGatewayRetrieve',
    body: { uri: 'urn:ihe:iti:xds-b:2007', local: 'RetrieveDocumentSetRequest' },
  },
  {
    transaction: 'ITI-41',
    action: 'urn:ihe:iti:2007:ProvideAndRegisterDocumentSet-b',
    body: { uri: 'urn:ihe:iti:xds-b:2007', local: 'ProvideAndRegisterDocumentSetRequest' },
  },
];
