import type { TypeStatements } from './notation.js';

/** An interval: two of low, width and high, or a center; a bound alone leaves the other side open. */
function interval(of: string, bound: string, width: string): string {
  const center = of;
  return `(low ${bound}, (width 0..1 ${width} | high 0..1 ${bound}) 0..1
    | high ${bound}
    | width ${width}, high 0..1 ${bound}
    | center ${center}, width 0..1 ${width}) 0..1`;
}

/** Interval, set component and interval bound of a quantity, which HL7 names IVL_X, SXCM_X and IVXB_X. */
function intervalsOf(of: string, width = of): TypeStatements {
  return {
    [`SXCM_${of}`]: { extends: of, attributes: 'operator SetOperator' },
    [`IVXB_${of}`]: { extends: of, attributes: 'inclusive bl' },
    [`IVL_${of}`]: { extends: `SXCM_${of}`, parts: interval(of, `IVXB_${of}`, width) },
  };
}

function ratio(numerator: string, denominator: string): TypeStatements[string] {
  return { extends: 'QTY', parts: `numerator ${numerator}, denominator ${denominator}` };
}

/** A sequence of values with equal distances, or of measured values. */
function generatedList(of: string): TypeStatements[string] {
  return { extends: 'ANY', parts: `head ${of}, increment PQ`, attributes: 'period int, denominator int' };
}
function sampledList(of: string): TypeStatements[string] {
  return { extends: 'ANY', parts: `origin ${of}, scale PQ, digits list_int` };
}

/** Quantities of the HL7 v3 data types, release 1: numbers, physical quantities, times, their intervals and sets. */
export const quantities: TypeStatements = {
  QTY: { extends: 'ANY', abstract: true },
  INT: { extends: 'QTY', attributes: 'value int' },
  REAL: { extends: 'QTY', attributes: 'value real' },
  PQ: { extends: 'QTY', parts: 'translation 0..* PQR', attributes: 'value real, unit cs' },
  PQR: { extends: 'CV', attributes: 'value real' },
  MO: { extends: 'QTY', attributes: 'value real, currency cs' },
  TS: { extends: 'QTY', attributes: 'value ts' },

  RTO_QTY_QTY: ratio('QTY', 'QTY'),
  RTO: { extends: 'RTO_QTY_QTY' },
  RTO_PQ_PQ: ratio('PQ', 'PQ'),
  RTO_MO_PQ: ratio('MO', 'PQ'),

  ...intervalsOf('TS', 'PQ'),
  ...intervalsOf('PQ'),
  ...intervalsOf('INT'),
  ...intervalsOf('REAL'),
  ...intervalsOf('MO'),
  HXIT_PQ: { extends: 'PQ', parts: 'validTime 0..1 IVL_TS' },
  BXIT_IVL_PQ: { extends: 'IVL_PQ', attributes: 'qty int' },

  PIVL_TS: {
    extends: 'SXCM_TS',
    parts: 'phase 0..1 IVL_TS, period 0..1 PQ',
    attributes: 'alignment CalendarCycle, institutionSpecified bl',
  },
  EIVL_TS: { extends: 'SXCM_TS', parts: 'event 0..1 EIVL.event, offset 0..1 IVL_PQ' },
  'EIVL.event': {
    restricts: 'CE',
    attributes: 'code TimingEvent, codeSystem == 2.16.840.1.113883.5.139, codeSystemName == TimingEvent',
  },
  SXPR_TS: { extends: 'SXCM_TS', parts: 'comp 2..* SXCM_TS' },
  UVP_TS: { extends: 'TS', attributes: 'probability probability' },

  // Times and quantities that are only known by their distribution.
  PPD_TS: {
    extends: 'TS',
    parts: 'standardDeviation 0..1 PQ',
    attributes: 'distributionType ProbabilityDistributionType',
  },
  PPD_PQ: {
    extends: 'PQ',
    parts: 'standardDeviation 0..1 PQ',
    attributes: 'distributionType ProbabilityDistributionType',
  },
  ...intervalsOf('PPD_TS', 'PPD_PQ'),
  ...intervalsOf('PPD_PQ'),
  PIVL_PPD_TS: {
    extends: 'SXCM_PPD_TS',
    parts: 'phase 0..1 IVL_PPD_TS, period 0..1 PPD_PQ',
    attributes: 'alignment CalendarCycle, institutionSpecified bl',
  },
  EIVL_PPD_TS: { extends: 'SXCM_PPD_TS', parts: 'event 0..1 EIVL.event, offset 0..1 IVL_PPD_PQ' },

  GLIST_TS: generatedList('TS'),
  GLIST_PQ: generatedList('PQ'),
  SLIST_TS: sampledList('TS'),
  SLIST_PQ: sampledList('PQ'),
  list_int: { text: 'list_int' },
};
