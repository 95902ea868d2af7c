import { readFileSync } from 'node:fs';
import type { CodeMembership } from '@passerelle/terminology';
import { attribute, children, parseXml } from '@passerelle/xml';
import { corpusFiles } from './corpus.js';

/** Membership by the value sets of the European catalogue that the corpus holds; undefined where it is absent. */
export function corpusMembership(): (CodeMembership & { readonly valueSets: number }) | undefined {
  const files = corpusFiles('myhealtheu/terminology/mvc-epsos-repository', '.xml');
  if (files.length === 0) return undefined;
  const members = new Map(
    files.map((file) => {
      const root = parseXml(readFileSync(file));
      const codes = children(root, 'concept').map(
        (each) => `${attribute(each, 'codeSystem')} ${attribute(each, 'code')}`,
      );
      return [attribute(root, 'oid') ?? '', new Set(codes)] as const;
    }),
  );
  return {
    valueSets: members.size,
    contains: (valueSet, system, code) => members.get(valueSet)?.has(`${system.replace('urn:oid:', '')} ${code}`),
  };
}
