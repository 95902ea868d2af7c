/** Words for the codes of the small HL7 tables that say how sure, how bad and how far a thing is, in English. */
export const enCodes = {
  severity: { mild: 'mild', moderate: 'moderate', severe: 'severe', fatal: 'fatal' },
  criticality: { low: 'low risk', high: 'high risk', 'unable-to-assess': 'risk cannot be assessed' },
  confidentiality: {
    U: 'unrestricted',
    L: 'low',
    M: 'moderate',
    N: 'normal',
    R: 'restricted',
    V: 'very restricted',
  },
  interpretation: {
    ...{ N: 'normal', H: 'high', HH: 'critically high', L: 'low', LL: 'critically low', A: 'abnormal' },
    ...{ AA: 'critically abnormal', POS: 'positive', NEG: 'negative', IND: 'indeterminate', DET: 'detected' },
    ...{ ND: 'not detected', S: 'susceptible', R: 'resistant', I: 'intermediate', B: 'better', W: 'worse' },
    ...{ U: 'significant rise', D: 'significant fall', '<': 'below the scale', '>': 'above the scale' },
  },
  propensity: {
    allergy: 'allergy',
    intolerance: 'intolerance',
    adverse: 'propensity to adverse reactions',
  },
  relationship: {
    ...{ SPS: 'spouse', HUSB: 'husband', WIFE: 'wife', DOMPART: 'partner', MTH: 'mother', FTH: 'father' },
    ...{ PRN: 'parent', CHILD: 'child', SON: 'son', DAU: 'daughter', BRO: 'brother', SIS: 'sister' },
    ...{ SIB: 'brother or sister', GRPRN: 'grandparent', GRNDCHILD: 'grandchild', FRND: 'friend' },
    ...{ NBOR: 'neighbour', FAMMEMB: 'member of the family', ROOM: 'flatmate' },
  },
};
