/**
 * A FHIR resource as JSON gives it. The edge between typed and foreign data: readers narrow what they take, writers
 * build values of the R4 types of `fhir/r4` and hand them over as this.
 */
export interface FhirResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly [property: string]: unknown;
}
