import { sha256 } from '@passerelle/kernel';
import type { Terminology } from './terminology.js';

/**
 * Several terminologies as one: each question is answered by the first that has an answer. What was imported stands above
 * what is shipped.
 * @param layers - the first goes before the others; one alone is given back as it is
 */
export function layered(layers: readonly [Terminology, ...Terminology[]]): Terminology {
  const [only, ...below] = layers;
  if (below.length === 0) return only;
  const first = <T>(ask: (terminology: Terminology) => T | undefined): T | undefined => {
    for (const layer of layers) {
      const answer = ask(layer);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
  return {
    version: layers.map(({ version }) => version).join(', '),
    digest: sha256(layers.map(({ digest }) => `${digest}\n`).join('')),
    display: (system, code, language) => first((layer) => layer.display(system, code, language)),
    has: (system, code) => layers.some((layer) => layer.has(system, code)),
    concept: (system, code) => first((layer) => layer.concept(system, code)),
    covers: (system) => layers.some((layer) => layer.covers(system)),
    contains: (valueSet, system, code) => first((layer) => layer.contains(valueSet, system, code)),
    map: (system, code, targetSystem) =>
      first((layer) => {
        const rows = layer.map(system, code, targetSystem);
        return rows.length > 0 ? rows : undefined;
      }) ?? [],
    valueSetUrl: (name) => first((layer) => layer.valueSetUrl(name)),
    uriOfOid: (oid) => first((layer) => layer.uriOfOid(oid)),
    oidsOf: (system) =>
      first((layer) => {
        const oids = layer.oidsOf(system);
        return oids.length > 0 ? oids : undefined;
      }) ?? [],
  };
}
