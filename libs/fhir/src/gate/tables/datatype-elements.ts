/**
 * General-purpose datatypes of FHIR R4 (4.0.1). Notation: see `elements/element-table.ts`. `Extension` may hold any
 * datatype and is therefore written by hand; `Element` is
 * what stands beside a primitive value.
 */
export const datatypeElements = `
Address
  use        0..1 code(home|work|temp|old|billing)
  type       0..1 code(postal|physical|both)
  text       0..1 string
  line       0..* string
  city       0..1 string
  district   0..1 string
  state      0..1 string
  postalCode 0..1 string
  country    0..1 string
  period     0..1 Period
Age
  value      0..1 decimal
  comparator 0..1 code(<|<=|>=|>)
  unit       0..1 string
  system     0..1 uri
  code       0..1 code
Annotation
  author[x] 0..1 Reference(Practitioner|Patient|RelatedPerson|Organization), string
  time      0..1 dateTime
  text      1..1 markdown
Attachment
  contentType 0..1 code
  language    0..1 code
  data        0..1 base64Binary
  url         0..1 url
  size        0..1 unsignedInt
  hash        0..1 base64Binary
  title       0..1 string
  creation    0..1 dateTime
CodeableConcept
  coding 0..* Coding
  text   0..1 string
Coding
  system       0..1 uri
  version      0..1 string
  code         0..1 code
  display      0..1 string
  userSelected 0..1 boolean
ContactPoint
  system 0..1 code(phone|fax|email|pager|url|sms|other)
  value  0..1 string
  use    0..1 code(home|work|temp|old|mobile)
  rank   0..1 positiveInt
  period 0..1 Period
Count
  value      0..1 decimal
  comparator 0..1 code(<|<=|>=|>)
  unit       0..1 string
  system     0..1 uri
  code       0..1 code
Distance
  value      0..1 decimal
  comparator 0..1 code(<|<=|>=|>)
  unit       0..1 string
  system     0..1 uri
  code       0..1 code
Duration
  value      0..1 decimal
  comparator 0..1 code(<|<=|>=|>)
  unit       0..1 string
  system     0..1 uri
  code       0..1 code
HumanName
  use    0..1 code(usual|official|temp|nickname|anonymous|old|maiden)
  text   0..1 string
  family 0..1 string
  given  0..* string
  prefix 0..* string
  suffix 0..* string
  period 0..1 Period
Identifier
  use      0..1 code(usual|official|temp|secondary|old)
  type     0..1 CodeableConcept
  system   0..1 uri
  value    0..1 string
  period   0..1 Period
  assigner 0..1 Reference(Organization)
Meta
  versionId   0..1 id
  lastUpdated 0..1 instant
  source      0..1 uri
  profile     0..* canonical
  security    0..* Coding
  tag         0..* Coding
Money
  value    0..1 decimal
  currency 0..1 code
Narrative
  status 1..1 code(generated|extensions|additional|empty)
  div    1..1 xhtml
Period
  start 0..1 dateTime
  end   0..1 dateTime
Quantity
  value      0..1 decimal
  comparator 0..1 code(<|<=|>=|>)
  unit       0..1 string
  system     0..1 uri
  code       0..1 code
Range
  low  0..1 Quantity
  high 0..1 Quantity
Ratio
  numerator   0..1 Quantity
  denominator 0..1 Quantity
Reference
  reference  0..1 string
  type       0..1 uri
  identifier 0..1 Identifier
  display    0..1 string
Extension
  url      1..1 uri
  value[x] 0..1 *
Element
`;
