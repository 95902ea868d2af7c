import type { CapabilityStatement, CapabilityStatementRestResource } from 'fhir/r4.js';
import { fhirJson, ownBase } from './systems.js';

/** What the statement names of the node. */
export interface DescribedNode {
  readonly name: string;
  readonly country: string;
  readonly address: string;
  /** Date of the software, UTC. */
  readonly date: string;
}

const resources: readonly CapabilityStatementRestResource[] = [
  {
    type: 'Patient',
    documentation: 'PDQm ITI-78 by identifier. System and value are both needed.',
    interaction: [{ code: 'search-type' }],
    searchParam: [{ name: 'identifier', type: 'token' }],
  },
  {
    type: 'DocumentReference',
    documentation: 'MHD ITI-67. The chained patient.identifier is needed.',
    interaction: [{ code: 'search-type' }],
    searchParam: [
      { name: 'type', type: 'token' },
      { name: 'patient.identifier', type: 'token' },
      { name: 'date', type: 'date' },
    ],
  },
  {
    type: 'Bundle',
    documentation: 'MHD ITI-68: the patient summary as a native, sealed document Bundle (HL7 Europe EPS).',
    interaction: [{ code: 'read' }],
  },
];

/**
 * The CapabilityStatement of the door between countries. It says plainly which parts follow a specification in force
 * and which follow drafts (fhir.md section 3.3).
 */
export function capabilityStatement(node: DescribedNode): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    name: 'PasserelleEdge',
    title: `Passerelle, national contact point of ${node.name}`,
    status: 'active',
    experimental: true,
    date: node.date,
    kind: 'instance',
    description:
      'Patient summaries between national contact points. The shape follows the drafts of the MyHealth@EU NCPeH API and ' +
      'of the HL7 Europe EU Health Data API (1.0.0-ballot); the legal network of today is IHE XCPD, XCA and XDR.',
    implementation: { description: `Node of ${node.country}`, url: node.address },
    fhirVersion: '4.0.1',
    format: [fhirJson],
    rest: [
      {
        mode: 'server',
        security: {
          cors: false,
          description:
            'Mutual TLS with pinned certificates. Every request but this one carries Authorization: Bearer with a ' +
            'requester token: a JWT of at most five minutes, bound to the TLS certificate (RFC 8705), whose claims are ' +
            'the fields of the annex to Implementing Regulation (EU) 2026/2099.',
        },
        resource: [...resources],
        interaction: [
          {
            code: 'transaction',
            documentation: 'A push, in the shape of MHD ITI-105: DocumentReference and documents.',
          },
        ],
        operation: [{ name: 'receipt', definition: `${ownBase}/OperationDefinition/receipt` }],
      },
    ],
  };
}
