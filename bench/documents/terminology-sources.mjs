import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Folders of FHIR JSON that the benchmark of terminology imports: HL7's packages, and with the corpus the European
 * catalogue above them.
 * @param {boolean} corpus
 */
export function terminologySources(corpus) {
  const packages = ['node_modules/hl7.terminology.r4', 'node_modules/hl7.fhir.uv.ips'].map(at);
  const catalogue = at('../shared/corpus/fhir/terminology/ehdsi-mvc-8.1.0-json');
  return corpus && existsSync(catalogue) ? [...packages, catalogue] : packages;
}
