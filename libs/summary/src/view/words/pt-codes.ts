import type { enCodes } from './en-codes.js';
import type { InWords } from './words.js';

/** Words for the codes of the small HL7 tables, in Portuguese. */
export const ptCodes: InWords<typeof enCodes> = {
  severity: { mild: 'ligeiro', moderate: 'moderado', severe: 'grave', fatal: 'fatal' },
  criticality: { low: 'risco baixo', high: 'risco elevado', 'unable-to-assess': 'risco não avaliável' },
  confidentiality: {
    U: 'sem restrição',
    L: 'baixa',
    M: 'moderada',
    N: 'normal',
    R: 'restrita',
    V: 'muito restrita',
  },
  interpretation: {
    ...{ N: 'normal', H: 'alto', HH: 'criticamente alto', L: 'baixo', LL: 'criticamente baixo', A: 'anormal' },
    ...{ AA: 'criticamente anormal', POS: 'positivo', NEG: 'negativo', IND: 'indeterminado', DET: 'detetado' },
    ...{ ND: 'não detetado', S: 'sensível', R: 'resistente', I: 'intermédio', B: 'melhor', W: 'pior' },
    ...{ U: 'subida significativa', D: 'descida significativa', '<': 'abaixo da escala', '>': 'acima da escala' },
  },
  propensity: {
    allergy: 'alergia',
    intolerance: 'intolerância',
    adverse: 'propensão para reações adversas',
  },
  relationship: {
    ...{ SPS: 'cônjuge', HUSB: 'marido', WIFE: 'mulher', DOMPART: 'companheiro', MTH: 'mãe', FTH: 'pai' },
    ...{ PRN: 'progenitor', CHILD: 'filho ou filha', SON: 'filho', DAU: 'filha', BRO: 'irmão', SIS: 'irmã' },
    ...{ SIB: 'irmão ou irmã', GRPRN: 'avô ou avó', GRNDCHILD: 'neto ou neta', FRND: 'amigo' },
    ...{ NBOR: 'vizinho', FAMMEMB: 'membro da família', ROOM: 'colega de casa' },
  },
};
