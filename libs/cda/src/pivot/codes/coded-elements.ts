import type { XmlElement } from '@passerelle/xml';

/**
 * What OpenNCP makes of a coded element that it cannot translate (myhealtheu-wire.md section 13.8). `R`: required, the
 * document is refused. `RNFA`: required, a null flavour is allowed. `O`: optional. The last two only warn.
 */
export type CodePolicy = 'R' | 'RNFA' | 'O';

/** A coded element of a statement, or of the document, with the value sets its code is from. */
export interface CodedElement {
  /** Names from the statement down. The last one may be `@unit`: the unit of a quantity is a code of UCUM. */
  readonly path: readonly string[];
  readonly policy: CodePolicy;
  /** Last numbers of the OIDs of value sets of the catalogue; the code is in one of them. */
  readonly valueSets: readonly number[];
  /** Another rule demands the code system, so that it is not looked at here. */
  readonly systemIsDemanded?: true;
  /** The statements that this is said of; all where it is left out. */
  where?(statement: XmlElement): boolean;
}

/** One row of the table of coded elements, which stands with the statements that have them. */
export function coded(path: readonly string[], policy: CodePolicy, ...valueSets: readonly number[]): CodedElement {
  return { path, policy, valueSets };
}

/** Coded elements of the head of the document, by their path from ClinicalDocument. */
export const headerCodes: readonly CodedElement[] = [
  { ...coded(['code'], 'R', 32), systemIsDemanded: true },
  { ...coded(['confidentialityCode'], 'RNFA', 31), systemIsDemanded: true },
  {
    ...coded(['recordTarget', 'patientRole', 'patient', 'administrativeGenderCode'], 'RNFA', 34),
    systemIsDemanded: true,
  },
  coded(['author', 'functionCode'], 'O', 1),
  coded(['participant', 'associatedEntity', 'code'], 'O', 38),
  coded(['documentationOf', 'serviceEvent', 'performer', 'functionCode'], 'O', 1),
];

/** The code of every section. */
export const sectionCodes: readonly CodedElement[] = [{ ...coded(['code'], 'O', 26), systemIsDemanded: true }];
