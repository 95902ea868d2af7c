import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { CodeMembership } from '@passerelle/terminology';
import { parseXml, type XmlElement } from '@passerelle/xml';
import { checkCdaSyntax, type CdaUse } from '../syntax/check-syntax.js';
import { edited, insertAfter, remove, set } from '../testing/edit.js';
import { mustFail, mustFailPairs, type MustPass } from '../testing/must-fail.js';
import { checkPivot } from './check-pivot.js';
import { checkPivotPair } from './level-one/pivot-pair.js';
import { pivotRuleGroups } from './registry.js';

const fixtures = new URL('../../../../test/fixtures/pivot/', import.meta.url);
const documents = Object.fromEntries(
  (['full', 'nothing-known', 'no-information', 'twin'] as const).map((name) => [
    name,
    parseXml(readFileSync(new URL(`${name}.xml`, fixtures))),
  ]),
) as Record<MustPass, XmlElement>;

/** Terminology that knows every value set, and every code but one. */
function without(unknown: string | undefined): CodeMembership {
  return { contains: (_valueSet, _system, code) => code !== unknown };
}

function rules(document: XmlElement, use: CdaUse = 'writing'): string[] {
  return [...new Set(checkPivot(document, { use }).map(({ rule }) => rule))].sort();
}

describe('the documents of test/fixtures/pivot', () => {
  it.each(Object.entries(documents))('%s breaks no rule, in writing and in reading', (_name, document) => {
    expect(checkPivot(document)).toEqual([]);
    expect(checkPivot(document, { use: 'reading', membership: without(undefined) })).toEqual([]);
    expect(checkCdaSyntax(document)).toEqual([]);
  });

  it('full and twin are a pair', () => {
    expect(checkPivotPair(documents.full, documents.twin)).toEqual([]);
  });
});

describe('every rule of the pivot', () => {
  it.each(mustFail)('$rule is all that $what breaks', ({ rule, of, edits, use = 'writing', unknownCode }) => {
    const document = edited(documents[of], ...edits);
    const membership = unknownCode === undefined ? undefined : without(unknownCode);
    const findings = checkPivot(document, { use, ...(membership !== undefined && { membership }) });
    expect([...new Set(findings.map((finding) => finding.rule))]).toEqual([rule]);
  });

  it.each(mustFailPairs)('$rule is all that the other document breaks', ({ rule, edits }) => {
    const findings = checkPivotPair(documents.full, edited(documents.twin, ...edits));
    expect(findings.map((finding) => finding.rule)).toEqual([rule]);
  });

  it('has a document that it fails', () => {
    const all = pivotRuleGroups.flatMap((group) => group.rules.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    expect(new Set([...mustFail, ...mustFailPairs].map(({ rule }) => rule))).toEqual(new Set(all));
  });
});

describe('checkPivot', () => {
  it('names the place as XPath', () => {
    const document = edited(
      documents.full,
      set('section(10160-0)/entry/substanceAdministration/routeCode/translation', 'codeSystem'),
    );
    expect(checkPivot(document)).toEqual([
      {
        severity: 'error',
        rule: 'pivot-code-system',
        expression:
          '/ClinicalDocument/component/structuredBody/component[1]/section/entry/substanceAdministration/routeCode/translation',
        text: 'A code must name its system by an OID.',
      },
    ]);
  });

  it('only warns of the document of somebody else, unless nobody could use it', () => {
    const worse = edited(
      documents.full,
      remove('custodian'),
      remove('recordTarget/patientRole/id[2]'),
      set('recordTarget/patientRole/id', 'root'),
    );
    expect(checkPivot(worse, { use: 'reading' }).map(({ rule, severity }) => [rule, severity])).toEqual([
      ['pivot-custodian', 'warning'],
      ['pivot-patient-id', 'error'],
    ]);
  });

  it('does not ask of older documents what came later', () => {
    const older = edited(
      documents.full,
      remove('section(48765-2)/templateId[1.3.6.1.4.1.19376.1.5.3.1.3.13]'),
      remove('section(10160-0)/entry/substanceAdministration/consumable/manufacturedProduct/templateId'),
    );
    expect(rules(older)).toEqual(['pivot-medication-product-template', 'pivot-section-template-older']);
    expect(rules(older, 'reading')).toEqual([]);
  });

  it('finds a reference to the narrative of another section, which readers resolve', () => {
    const crossed = edited(
      documents.full,
      set('section(10160-0)/entry/substanceAdministration/text/reference', 'value', '#vit1'),
    );
    expect(rules(crossed)).toEqual(['pivot-narrative-reference']);
    expect(rules(crossed, 'reading')).toEqual([]);
  });

  it('takes no number for a time', () => {
    const dose = 'section(10160-0)/entry/substanceAdministration/doseQuantity';
    const span = '<doseQuantity><low value="10000"/></doseQuantity>';
    const numbers = edited(documents.full, insertAfter(dose, span), remove(dose));
    expect(rules(numbers)).toEqual([]);
  });

  it('says nothing of value sets that are not known', () => {
    const unknown: CodeMembership = { contains: () => undefined };
    expect(checkPivot(documents.full, { membership: unknown })).toEqual([]);
  });

  it('takes a code that one of several value sets has', () => {
    const atc = '2.16.840.1.113883.6.73';
    const membership: CodeMembership = {
      contains: (valueSet, system) =>
        system !== `urn:oid:${atc}` || valueSet.endsWith('.24') || valueSet.endsWith('.28'),
    };
    expect(checkPivot(documents.full, { membership })).toEqual([]);
  });

  it('lists twenty-five places of one rule, then says that there are more, and loses no other rule', () => {
    const translations = Array.from({ length: 30 }, () =>
      insertAfter('section(10160-0)/entry/substanceAdministration/id', '<code code="1"/>'),
    );
    const findings = checkPivot(edited(documents.full, ...translations, remove('custodian')));
    const of = (rule: string): number => findings.filter((finding) => finding.rule === rule).length;
    expect(of('pivot-code-system')).toBe(26);
    expect(findings.findLast(({ rule }) => rule === 'pivot-code-system')?.text).toContain('More places');
    expect(of('pivot-custodian')).toBe(1);
  });
});
