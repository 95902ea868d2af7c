import { body } from './body.js';
import { clinicalStatements } from './clinical-statements.js';
import { datatypes } from './datatypes.js';
import { entities } from './entities.js';
import { header } from './header.js';
import { cdaNamespace, epsosNamespace, pharmNamespace } from './namespaces.js';
import { narrative } from './narrative.js';
import type { Grammar, TypeTable } from './notation.js';
import { participations } from './participations.js';
import { extendedByEpsos, pharmacyOfEpsos, valuedItemOfEpsos } from './pharmacy-epsos.js';
import { infrastructure, pharmacy } from './pharmacy.js';
import { roles } from './roles.js';
import { vocabulary } from './vocabulary.js';

const namespace = cdaNamespace;

/** CDA R2 (POCD_MT000040) with the HL7 pharmacy extension. */
const tables: readonly TypeTable[] = [
  { scope: '', prefix: '', namespace, types: datatypes, uses: [] },
  {
    scope: '',
    prefix: 'POCD_MT000040.',
    namespace,
    types: { ...header, ...participations, ...roles, ...entities, ...body, ...clinicalStatements },
    uses: [''],
  },
  { scope: '', prefix: 'StrucDoc.', namespace, types: narrative, uses: [] },
  { scope: '', prefix: 'all.InfrastructureRoot.', namespace, types: infrastructure, uses: [''] },
  { scope: '', prefix: 'COCT_MT230100UV01.', namespace: pharmNamespace, types: pharmacy, uses: [''] },
];

/** What the extension of epSOS adds: its classes, the data types in its namespace, the classes of CDA it extends. */
const tablesOfEpsos: readonly TypeTable[] = [
  { scope: 'epsos.', prefix: '', namespace: epsosNamespace, types: datatypes, uses: [] },
  {
    scope: 'epsos.',
    prefix: 'COCT_MT230100UV.',
    namespace: epsosNamespace,
    types: pharmacyOfEpsos,
    uses: ['epsos.', ''],
  },
  {
    scope: 'epsos.',
    prefix: 'COCT_MT440001UV.',
    namespace: epsosNamespace,
    types: valuedItemOfEpsos,
    uses: ['epsos.', ''],
  },
  {
    scope: 'epsos.',
    prefix: 'POCD_MT000040.',
    namespace,
    types: extendedByEpsos,
    uses: ['POCD_MT000040.', 'epsos.COCT_MT230100UV.', ''],
  },
];

const root = { element: 'ClinicalDocument', namespace, type: 'POCD_MT000040.ClinicalDocument' };

/** What we hold a document to that we write: only the pharmacy extension is known. */
export const writingGrammar: Grammar = { root, tables, vocabulary, variants: [] };

/**
 * What we hold a document to that we receive: where a product has parts in the namespace of epSOS it is held to that
 * extension, elsewhere to the pharmacy extension. One product cannot be in both.
 */
export const readingGrammar: Grammar = {
  root,
  tables: [...tables, ...tablesOfEpsos],
  vocabulary,
  variants: ['POCD_MT000040.ManufacturedProduct', 'POCD_MT000040.Material'].map((of) => ({
    of,
    whereChildIn: epsosNamespace,
    is: `epsos.${of}`,
  })),
};
