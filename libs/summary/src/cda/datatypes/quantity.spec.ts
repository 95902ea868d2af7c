import { describe, expect, it } from '@jest/globals';
import { children, type XmlElement } from '@passerelle/xml';
import { parseEntry, textOfTree } from '../testing/entry-xml.js';
import { readInterval, writeInterval } from './interval.js';
import { readQuantity, readQuantityRange, readRatio, writeQuantityRange, writeRatio } from './quantity.js';

function only(xml: string): XmlElement {
  return children(parseEntry(xml))[0]!;
}

describe('the quantities of a CDA', () => {
  it('keeps the decimal as it was written', () => {
    expect(readQuantity(only('<doseQuantity value="10.0" unit="mg"/>'))).toEqual({ value: '10.0', unit: 'mg' });
  });

  it.each(['<doseQuantity value="a few"/>', '<doseQuantity nullFlavor="UNK"/>', '<doseQuantity value="1,5"/>'])(
    'does not take %s for a quantity',
    (xml) => {
      expect(readQuantity(only(xml))).toBeUndefined();
    },
  );

  it('reads a ratio of the medication extension and writes its parts in CDA’s namespace', () => {
    const xml =
      '<pharm:quantity><cda:numerator xsi:type="cda:PQ" value="10.0" unit="mg"/><cda:denominator xsi:type="cda:PQ" value="1.0" unit="mL"/></pharm:quantity>';
    const ratio = readRatio(only(xml))!;
    expect(ratio).toEqual({ numerator: { value: '10.0', unit: 'mg' }, denominator: { value: '1.0', unit: 'mL' } });
    const written = textOfTree(writeRatio('pharm:quantity', ratio));
    expect(readRatio(only(written))).toEqual(ratio);
    expect(only(written).children.every((node) => typeof node === 'string' || node.uri === 'urn:hl7-org:v3')).toBe(
      true,
    );
  });

  it('reads a range and a single amount, and writes each as it was', () => {
    for (const xml of [
      '<doseQuantity><low value="1" unit="1"/><high value="2" unit="1"/></doseQuantity>',
      '<doseQuantity value="300" unit="mg"/>',
    ]) {
      const range = readQuantityRange(only(xml))!;
      expect(readQuantityRange(only(textOfTree(writeQuantityRange('doseQuantity', range))))).toEqual(range);
    }
  });
});

describe('the intervals of a CDA', () => {
  it('keeps why an end is not known', () => {
    const xml = '<effectiveTime><low value="202208"/><high nullFlavor="UNK"/></effectiveTime>';
    const interval = readInterval(only(xml));
    expect(interval).toEqual({ low: '2022-08', highAbsence: 'UNK' });
    expect(readInterval(only(textOfTree(writeInterval('effectiveTime', interval))))).toEqual(interval);
  });

  it('takes a point in time for an interval that begins and ends there', () => {
    expect(readInterval(only('<effectiveTime value="20220801"/>'))).toEqual({ low: '2022-08-01', high: '2022-08-01' });
  });

  it('reports a date that no calendar has, and a width', () => {
    const omitted: string[] = [];
    const reading = {
      narrativeText: () => undefined,
      warn: () => undefined,
      omit: (part: string) => omitted.push(part),
    };
    const xml = '<effectiveTime><low value="20230230"/><width value="10" unit="d"/></effectiveTime>';
    expect(readInterval(only(xml), reading)).toEqual({});
    expect(omitted).toEqual(['width of effectiveTime', 'effectiveTime, a date that no calendar has']);
  });

  it('writes an interval that says nothing as a null flavour', () => {
    expect(textOfTree(writeInterval('effectiveTime', {}))).toContain('nullFlavor="NI"');
  });
});
