/**
 * Limits of an import. They are far above any terminology there is (SNOMED CT has some 360,000 concepts) and keep an
 * archive that unpacks without end, or a file that is something else, from filling the memory.
 */
export const limits = {
  /** Octets of one file; a FHIR resource is parsed as a whole. */
  fileBytes: 256_000_000,
  /** Octets of a source, unpacked. */
  sourceBytes: 2_000_000_000,
  /** Files of a source. */
  files: 100_000,
} as const;
