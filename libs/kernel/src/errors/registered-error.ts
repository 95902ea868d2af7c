/** IssueType of a FHIR OperationOutcome (http://hl7.org/fhir/issue-type), as far as the registry uses it. */
export type IssueType =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'security'
  | 'login'
  | 'expired'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'not-found'
  | 'too-long'
  | 'code-invalid'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'timeout'
  | 'throttled'
  | 'exception';

/** One row of the error registry. */
export interface RegisteredError {
  /** Short title, the heading in docs/errors.md. */
  readonly title: string;
  /** One plain sentence of what happened; `{name}` stands for a fact of the occurrence. */
  readonly message: string;
  /** One sentence telling the person what to do. */
  readonly action: string;
  /** HTTP status of a door that answers with it. */
  readonly http: number;
  /** OperationOutcome.issue.code. */
  readonly issue: IssueType;
  /** Whether the same request may succeed later unchanged. */
  readonly retriable: boolean;
  /** XDS / XCA error code (ITI TF-3 table 4.2.4.1-2) where the IHE doors will speak of it. */
  readonly xds?: string;
  /** eHDSI error code (myhealtheu-wire.md section 10 names) where one exists. */
  readonly ehdsi?: string;
}

/** Keeps the literal codes of a registry part while checking its rows. */
export function part<const T extends Record<`PSR-${number}`, RegisteredError>>(rows: T): T {
  return rows;
}
