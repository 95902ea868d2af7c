import type { enCodes } from './en-codes.js';
import type { InWords } from './words.js';

/** Words for the codes of the small HL7 tables, in French. */
export const frCodes: InWords<typeof enCodes> = {
  severity: { mild: 'léger', moderate: 'modéré', severe: 'sévère', fatal: 'mortel' },
  criticality: { low: 'risque faible', high: 'risque élevé', 'unable-to-assess': 'risque non évaluable' },
  confidentiality: {
    U: 'sans restriction',
    L: 'faible',
    M: 'modérée',
    N: 'normale',
    R: 'restreinte',
    V: 'très restreinte',
  },
  interpretation: {
    ...{ N: 'normal', H: 'élevé', HH: 'élevé, critique', L: 'bas', LL: 'bas, critique', A: 'anormal' },
    ...{ AA: 'anormal, critique', POS: 'positif', NEG: 'négatif', IND: 'indéterminé', DET: 'détecté' },
    ...{ ND: 'non détecté', S: 'sensible', R: 'résistant', I: 'intermédiaire', B: 'mieux', W: 'moins bien' },
    ...{ U: 'hausse notable', D: 'baisse notable', '<': 'sous l’échelle de mesure', '>': 'au-delà de l’échelle' },
  },
  propensity: {
    allergy: 'allergie',
    intolerance: 'intolérance',
    adverse: 'prédisposition aux réactions indésirables',
  },
  relationship: {
    ...{ SPS: 'conjoint', HUSB: 'mari', WIFE: 'épouse', DOMPART: 'partenaire', MTH: 'mère', FTH: 'père' },
    ...{ PRN: 'parent', CHILD: 'enfant', SON: 'fils', DAU: 'fille', BRO: 'frère', SIS: 'sœur' },
    ...{ SIB: 'frère ou sœur', GRPRN: 'grand-parent', GRNDCHILD: 'petit-enfant', FRND: 'ami' },
    ...{ NBOR: 'voisin', FAMMEMB: 'membre de la famille', ROOM: 'colocataire' },
  },
};
