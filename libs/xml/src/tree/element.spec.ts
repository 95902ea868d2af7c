import { describe, expect, it } from '@jest/globals';
import { attribute, child, children, path, textOf } from './element.js';
import { parseXml } from './parse.js';

const root = parseXml(
  Buffer.from('<r xmlns:o="urn:o" e=""><a n="1"> x <b>y\n z</b></a><o:a n="2"/><a n="3"><b/><b>last</b></a> </r>'),
);

describe('the plain tree', () => {
  it('finds the first child of a name, in a namespace where one is given', () => {
    expect(attribute(child(root, 'a'), 'n')).toBe('1');
    expect(attribute(child(root, 'a', 'urn:o'), 'n')).toBe('2');
    expect(child(root, 'missing')).toBeUndefined();
    expect(child(undefined, 'a')).toBeUndefined();
  });

  it('lists children of a name, or all elements without the text between them', () => {
    expect(children(root, 'a').map((a) => attribute(a, 'n'))).toEqual(['1', '2', '3']);
    expect(children(root)).toHaveLength(3);
    expect(children(undefined)).toEqual([]);
  });

  it('follows a path of first children and ends where one is missing', () => {
    expect(textOf(path(root, 'a', 'b'))).toBe('y z');
    expect(path(root, 'b', 'b')).toBeUndefined();
  });

  it('folds white space of text and calls blank text and empty attributes absent', () => {
    expect(textOf(child(root, 'a'))).toBe('x y z');
    expect(textOf(child(root, 'a', 'urn:o'))).toBeUndefined();
    expect(attribute(root, 'e')).toBeUndefined();
    expect(attribute(root, 'toString')).toBeUndefined();
  });
});
