/** Whether a code belongs to a value set, as far as the terminology at hand can tell. */
export interface CodeMembership {
  /**
   * @param valueSet - canonical URL, with or without `|version`, or OID, with or without `urn:oid:`
   * @param system - URI or `urn:oid:` of the code system
   * @returns undefined where the value set is not known here, or could not be resolved far enough to tell
   */
  contains(valueSet: string, system: string, code: string): boolean | undefined;
}
