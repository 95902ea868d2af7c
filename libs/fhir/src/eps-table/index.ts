import { bundleProfile } from './bundle.js';
import { bundleEuEps, eps } from './canonicals.js';
import { compositionProfile } from './composition.js';
import { personProfiles } from './persons.js';
import { reportComposition, resultProfiles } from './results.js';
import type { ProfileRows } from './row.js';
import { statementProfiles } from './statements.js';
import { treatmentProfiles } from './treatments.js';

export { bundleEuEps, bundleUvIps } from './canonicals.js';
export { epsSections, type EpsSection } from './composition.js';
export { extensionTable } from './extensions.js';
export { treeOfRows, type Invariant, type ProfileRows, type StatedConstraint } from './row.js';
export { valueSetTable } from './value-sets.js';

/**
 * What HL7 Europe's patient summary (hl7.fhir.eu.eps 1.0.0-xtehr) and its base (hl7.fhir.eu.base 2.0.0) add to FHIR R4
 * core, stated by us: neither is published on npm. Keyed by canonical URL. Left out are must-support flags, obligations
 * and bindings that are weaker than extensible, none of which a document can break.
 */
export const epsTable: Readonly<Record<string, ProfileRows>> = {
  [bundleEuEps]: bundleProfile,
  [eps('composition-eu-eps')]: compositionProfile,
  ...personProfiles,
  ...statementProfiles,
  ...treatmentProfiles,
  ...resultProfiles,
  ...reportComposition,
};
