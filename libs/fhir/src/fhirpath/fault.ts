/** An expression that is not FHIRPath, or uses what this compiler does not know. The message says which part. */
export class FhirPathFault extends Error {
  override readonly name = 'FhirPathFault';
}
