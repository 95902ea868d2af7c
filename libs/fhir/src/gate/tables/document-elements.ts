/**
 * Resources of the document itself and of what travels inside or beside it, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const documentElements = `
Bundle
  identifier 0..1 Identifier
  type       1..1 code(document|message|transaction|transaction-response|batch|batch-response|history|searchset|collection)
  timestamp  0..1 instant
  total      0..1 unsignedInt
  link       0..* @Bundle.link
  entry      0..* @Bundle.entry
  signature  0..1 Signature
Bundle.link
  relation 1..1 string
  url      1..1 uri
Bundle.entry
  link     0..* @Bundle.link
  fullUrl  0..1 uri
  resource 0..1 Resource
  search   0..1 @Bundle.entry.search
  request  0..1 @Bundle.entry.request
  response 0..1 @Bundle.entry.response
Bundle.entry.search
  mode  0..1 code(match|include|outcome)
  score 0..1 decimal
Bundle.entry.request
  method          1..1 code(GET|HEAD|POST|PUT|DELETE|PATCH)
  url             1..1 uri
  ifNoneMatch     0..1 string
  ifModifiedSince 0..1 instant
  ifMatch         0..1 string
  ifNoneExist     0..1 string
Bundle.entry.response
  status       1..1 string
  location     0..1 uri
  etag         0..1 string
  lastModified 0..1 instant
  outcome      0..1 Resource
Composition
  identifier      0..1 Identifier
  status          1..1 code(preliminary|final|amended|entered-in-error)
  type            1..1 CodeableConcept
  category        0..* CodeableConcept
  subject         0..1 Reference
  encounter       0..1 Reference(Encounter)
  date            1..1 dateTime
  author          1..* Reference(Practitioner|PractitionerRole|Device|Patient|RelatedPerson|Organization)
  title           1..1 string
  confidentiality 0..1 code(U|L|M|N|R|V)
  attester        0..* @Composition.attester
  custodian       0..1 Reference(Organization)
  relatesTo       0..* @Composition.relatesTo
  event           0..* @Composition.event
  section         0..* @Composition.section
Composition.attester
  mode  1..1 code(personal|professional|legal|official)
  time  0..1 dateTime
  party 0..1 Reference(Patient|RelatedPerson|Practitioner|PractitionerRole|Organization)
Composition.relatesTo
  code      1..1 code(replaces|transforms|signs|appends)
  target[x] 1..1 Identifier, Reference(Composition)
Composition.event
  code   0..* CodeableConcept
  period 0..1 Period
  detail 0..* Reference
Composition.section
  title       0..1 string
  code        0..1 CodeableConcept
  author      0..* Reference(Practitioner|PractitionerRole|Device|Patient|RelatedPerson|Organization)
  focus       0..1 Reference
  text        0..1 Narrative
  mode        0..1 code(working|snapshot|changes)
  orderedBy   0..1 CodeableConcept
  entry       0..* Reference
  emptyReason 0..1 CodeableConcept
  section     0..* @Composition.section
DocumentReference
  masterIdentifier 0..1 Identifier
  identifier       0..* Identifier
  status           1..1 code(current|superseded|entered-in-error)
  docStatus        0..1 code(preliminary|final|amended|entered-in-error)
  type             0..1 CodeableConcept
  category         0..* CodeableConcept
  subject          0..1 Reference(Patient|Practitioner|Group|Device)
  date             0..1 instant
  author           0..* Reference(Practitioner|PractitionerRole|Organization|Device|Patient|RelatedPerson)
  authenticator    0..1 Reference(Practitioner|PractitionerRole|Organization)
  custodian        0..1 Reference(Organization)
  relatesTo        0..* @DocumentReference.relatesTo
  description      0..1 string
  securityLabel    0..* CodeableConcept
  content          1..* @DocumentReference.content
  context          0..1 @DocumentReference.context
DocumentReference.relatesTo
  code   1..1 code(replaces|transforms|signs|appends)
  target 1..1 Reference(DocumentReference)
DocumentReference.content
  attachment 1..1 Attachment
  format     0..1 Coding
DocumentReference.context
  encounter         0..* Reference(Encounter|EpisodeOfCare)
  event             0..* CodeableConcept
  period            0..1 Period
  facilityType      0..1 CodeableConcept
  practiceSetting   0..1 CodeableConcept
  sourcePatientInfo 0..1 Reference(Patient)
  related           0..* Reference
Binary
  contentType     1..1 code
  securityContext 0..1 Reference
  data            0..1 base64Binary
  url             0..1 url
Provenance
  target      1..* Reference
  occurred[x] 0..1 Period, dateTime
  recorded    1..1 instant
  policy      0..* uri
  location    0..1 Reference(Location)
  reason      0..* CodeableConcept
  activity    0..1 CodeableConcept
  agent       1..* @Provenance.agent
  entity      0..* @Provenance.entity
  signature   0..* Signature
Provenance.agent
  type       0..1 CodeableConcept
  role       0..* CodeableConcept
  who        1..1 Reference(Practitioner|PractitionerRole|RelatedPerson|Patient|Device|Organization)
  onBehalfOf 0..1 Reference(Practitioner|PractitionerRole|RelatedPerson|Patient|Device|Organization)
Provenance.entity
  role  1..1 code(derivation|revision|quotation|source|removal)
  what  1..1 Reference
  agent 0..* @Provenance.agent
`;
