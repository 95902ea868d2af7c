/**
 * People, roles, organisations and places, as FHIR R4 (4.0.1) defines their elements. Notation: see `elements/element-table.ts`. Facts of the
 * standard, no rule of a profile.
 */
export const personsElements = `
Patient
  identifier           0..* Identifier
  active               0..1 boolean
  name                 0..* HumanName
  telecom              0..* ContactPoint
  gender               0..1 code(male|female|other|unknown)
  birthDate            0..1 date
  deceased[x]          0..1 boolean, dateTime
  address              0..* Address
  maritalStatus        0..1 CodeableConcept
  multipleBirth[x]     0..1 boolean, integer
  photo                0..* Attachment
  contact              0..* @Patient.contact
  communication        0..* @Patient.communication
  generalPractitioner  0..* Reference(Organization|Practitioner|PractitionerRole)
  managingOrganization 0..1 Reference(Organization)
  link                 0..* @Patient.link
Patient.contact
  relationship 0..* CodeableConcept
  name         0..1 HumanName
  telecom      0..* ContactPoint
  address      0..1 Address
  gender       0..1 code(male|female|other|unknown)
  organization 0..1 Reference(Organization)
  period       0..1 Period
Patient.communication
  language  1..1 CodeableConcept
  preferred 0..1 boolean
Patient.link
  other 1..1 Reference(Patient|RelatedPerson)
  type  1..1 code(replaced-by|replaces|refer|seealso)
RelatedPerson
  identifier    0..* Identifier
  active        0..1 boolean
  patient       1..1 Reference(Patient)
  relationship  0..* CodeableConcept
  name          0..* HumanName
  telecom       0..* ContactPoint
  gender        0..1 code(male|female|other|unknown)
  birthDate     0..1 date
  address       0..* Address
  photo         0..* Attachment
  period        0..1 Period
  communication 0..* @RelatedPerson.communication
RelatedPerson.communication
  language  1..1 CodeableConcept
  preferred 0..1 boolean
Practitioner
  identifier    0..* Identifier
  active        0..1 boolean
  name          0..* HumanName
  telecom       0..* ContactPoint
  address       0..* Address
  gender        0..1 code(male|female|other|unknown)
  birthDate     0..1 date
  photo         0..* Attachment
  qualification 0..* @Practitioner.qualification
  communication 0..* CodeableConcept
Practitioner.qualification
  identifier 0..* Identifier
  code       1..1 CodeableConcept
  period     0..1 Period
  issuer     0..1 Reference(Organization)
PractitionerRole
  identifier             0..* Identifier
  active                 0..1 boolean
  period                 0..1 Period
  practitioner           0..1 Reference(Practitioner)
  organization           0..1 Reference(Organization)
  code                   0..* CodeableConcept
  specialty              0..* CodeableConcept
  location               0..* Reference(Location)
  healthcareService      0..* Reference(HealthcareService)
  telecom                0..* ContactPoint
  availableTime          0..* @PractitionerRole.availableTime
  notAvailable           0..* @PractitionerRole.notAvailable
  availabilityExceptions 0..1 string
  endpoint               0..* Reference(Endpoint)
PractitionerRole.availableTime
  daysOfWeek         0..* code(mon|tue|wed|thu|fri|sat|sun)
  allDay             0..1 boolean
  availableStartTime 0..1 time
  availableEndTime   0..1 time
PractitionerRole.notAvailable
  description 1..1 string
  during      0..1 Period
Organization
  identifier 0..* Identifier
  active     0..1 boolean
  type       0..* CodeableConcept
  name       0..1 string
  alias      0..* string
  telecom    0..* ContactPoint
  address    0..* Address
  partOf     0..1 Reference(Organization)
  contact    0..* @Organization.contact
  endpoint   0..* Reference(Endpoint)
Organization.contact
  purpose 0..1 CodeableConcept
  name    0..1 HumanName
  telecom 0..* ContactPoint
  address 0..1 Address
Location
  identifier             0..* Identifier
  status                 0..1 code(active|suspended|inactive)
  operationalStatus      0..1 Coding
  name                   0..1 string
  alias                  0..* string
  description            0..1 string
  mode                   0..1 code(instance|kind)
  type                   0..* CodeableConcept
  telecom                0..* ContactPoint
  address                0..1 Address
  physicalType           0..1 CodeableConcept
  position               0..1 @Location.position
  managingOrganization   0..1 Reference(Organization)
  partOf                 0..1 Reference(Location)
  hoursOfOperation       0..* @Location.hoursOfOperation
  availabilityExceptions 0..1 string
  endpoint               0..* Reference(Endpoint)
Location.position
  longitude 1..1 decimal
  latitude  1..1 decimal
  altitude  0..1 decimal
Location.hoursOfOperation
  daysOfWeek  0..* code(mon|tue|wed|thu|fri|sat|sun)
  allDay      0..1 boolean
  openingTime 0..1 time
  closingTime 0..1 time
`;
