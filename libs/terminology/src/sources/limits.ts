/** What a source may have at most. */
export interface ImportLimits {
  /** Octets of one file; a FHIR resource is parsed as a whole. */
  readonly fileBytes: number;
  /** Octets of all files, unpacked. */
  readonly sourceBytes: number;
  readonly files: number;
}

/**
 * Limits of an import. They are far above any terminology there is (SNOMED CT has some 360,000 concepts) and keep an
 * archive that unpacks without end, or a file that is something else, from filling the memory.
 */
export const importLimits: ImportLimits = {
  fileBytes: 256_000_000,
  sourceBytes: 2_000_000_000,
  files: 100_000,
};
