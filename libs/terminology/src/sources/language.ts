/**
 * A language tag in the canonical case of BCP 47 (`fr-LU`), also where it was written otherwise (`FR_lu`).
 * @returns undefined for what is no language tag
 */
export function languageTag(written: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(written.trim().replaceAll('_', '-'))[0];
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
