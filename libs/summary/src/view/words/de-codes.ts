import type { enCodes } from './en-codes.js';
import type { InWords } from './words.js';

/** Words for the codes of the small HL7 tables, in German. */
export const deCodes: InWords<typeof enCodes> = {
  severity: { mild: 'leicht', moderate: 'mittel', severe: 'schwer', fatal: 'tödlich' },
  criticality: {
    low: 'geringes Risiko',
    high: 'hohes Risiko',
    'unable-to-assess': 'Risiko nicht einschätzbar',
  },
  confidentiality: {
    U: 'uneingeschränkt',
    L: 'gering',
    M: 'mittel',
    N: 'normal',
    R: 'eingeschränkt',
    V: 'stark eingeschränkt',
  },
  interpretation: {
    ...{ N: 'normal', H: 'hoch', HH: 'kritisch hoch', L: 'niedrig', LL: 'kritisch niedrig', A: 'auffällig' },
    ...{ AA: 'kritisch auffällig', POS: 'positiv', NEG: 'negativ', IND: 'nicht eindeutig', DET: 'nachgewiesen' },
    ...{ ND: 'nicht nachgewiesen', S: 'sensibel', R: 'resistent', I: 'intermediär', B: 'besser', W: 'schlechter' },
    ...{ U: 'deutlicher Anstieg', D: 'deutlicher Abfall', '<': 'unter dem Messbereich', '>': 'über dem Messbereich' },
  },
  propensity: {
    allergy: 'Allergie',
    intolerance: 'Unverträglichkeit',
    adverse: 'Neigung zu unerwünschten Reaktionen',
  },
  relationship: {
    ...{ SPS: 'Ehepartner', HUSB: 'Ehemann', WIFE: 'Ehefrau', DOMPART: 'Lebenspartner', MTH: 'Mutter', FTH: 'Vater' },
    ...{ PRN: 'Elternteil', CHILD: 'Kind', SON: 'Sohn', DAU: 'Tochter', BRO: 'Bruder', SIS: 'Schwester' },
    ...{ SIB: 'Geschwister', GRPRN: 'Großelternteil', GRNDCHILD: 'Enkelkind', FRND: 'Freund' },
    ...{ NBOR: 'Nachbar', FAMMEMB: 'Familienmitglied', ROOM: 'Mitbewohner' },
  },
};
