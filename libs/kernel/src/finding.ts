/** One thing that a check of a document found. Texts name elements and codes of the format, never what a person's record says. */
export interface Finding {
  /** `error`: the document is not valid. `warning`: a reader should know. `information`: something was not checked. */
  readonly severity: 'error' | 'warning' | 'information';
  /** Id of the rule, in the standard's own words where it has one: `bdl-9`, `ips-comp-1`, `pivot-section-basic`. */
  readonly rule: string;
  /** Place of the element: FHIRPath from the Bundle (`Bundle.entry[3].resource.code`), or XPath of local names from the root of a CDA. */
  readonly expression: string;
  /** One sentence that says what is demanded. */
  readonly text: string;
}
