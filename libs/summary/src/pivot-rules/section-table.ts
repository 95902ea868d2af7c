/** A section of the pivot: its LOINC code, its eHDSI template, whether it is one of the five basic ones. */
export interface PivotSection {
  readonly loinc: string;
  readonly template: string;
  readonly basic: boolean;
}

const prefix = '1.3.6.1.4.1.12559.11.10.1.3.1.2';

function section(loinc: string, number: number, basic = false): PivotSection {
  return { loinc, template: `${prefix}.${number}`, basic };
}

/** The table of myhealtheu-wire.md section 13.3, as far as eHDSI templates are known. */
export const pivotSections: readonly PivotSection[] = [
  section('10160-0', 3, true),
  section('48765-2', 12, true),
  section('47519-4', 11, true),
  section('11450-4', 9, true),
  section('46264-8', 4, true),
  section('11348-0', 10),
  section('11369-6', 15),
  section('10162-6', 7),
  section('29762-2', 13),
  section('8716-3', 6),
  section('30954-2', 5),
  section('42348-3', 16),
  section('47420-5', 14),
];
