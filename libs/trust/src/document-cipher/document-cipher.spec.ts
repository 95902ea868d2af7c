import { createDecipheriv } from 'node:crypto';
import { newId, sha256 } from '@passerelle/kernel';
import { describe, expect, it } from '@jest/globals';
import { cipherOverhead } from './authenticated-cipher.js';
import { openDocument, sealDocument } from './document-cipher.js';
import { newPersonKey, unwrapPersonKey, wrapPersonKey } from './person-key.js';

const plain = Buffer.from('<ClinicalDocument>Ä</ClinicalDocument>');
const place = { documentDigest: sha256(plain), personKeyId: newId() };
const key = newPersonKey();
const unopened = expect.objectContaining({ code: 'PSR-3009' });

describe('sealDocument and openDocument', () => {
  it.each([0, 1, 100_000])('gives back a document of %i octets', (size) => {
    const document = Buffer.alloc(size, 7);
    const sealed = sealDocument(document, key, place);
    expect(sealed).toHaveLength(size + cipherOverhead);
    expect(openDocument(sealed, key, place).equals(document)).toBe(true);
  });

  it('writes version, nonce, ciphertext and tag as documented', () => {
    const sealed = sealDocument(plain, key, place);
    const decipher = createDecipheriv('aes-256-gcm', key.export(), sealed.subarray(1, 13));
    const bound = JSON.stringify(['document', place.documentDigest, place.personKeyId]);
    decipher.setAAD(Buffer.concat([Buffer.of(1), Buffer.from(bound)]));
    decipher.setAuthTag(sealed.subarray(-16));
    expect(sealed[0]).toBe(1);
    expect(Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]).equals(plain)).toBe(true);
  });

  it('never encrypts twice alike', () => {
    expect(sealDocument(plain, key, place).equals(sealDocument(plain, key, place))).toBe(false);
  });

  it('opens octets that are a view into a larger buffer', () => {
    const sealed = sealDocument(plain, key, place);
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 9);
    expect(openDocument(larger.subarray(9, 9 + sealed.length), key, place).equals(plain)).toBe(true);
  });

  it('refuses a change of any single octet', () => {
    const sealed = sealDocument(plain, key, place);
    for (let index = 0; index < sealed.length; index += 1) {
      const altered = Buffer.from(sealed);
      altered[index] = altered[index]! ^ 0x01;
      expect(() => openDocument(altered, key, place)).toThrow(unopened);
    }
  });

  it('refuses octets that are cut off, extended or empty', () => {
    const sealed = sealDocument(plain, key, place);
    for (const octets of [
      sealed.subarray(0, -1),
      sealed.subarray(0, 20),
      Buffer.alloc(0),
      Buffer.concat([sealed, sealed]),
    ]) {
      expect(() => openDocument(octets, key, place)).toThrow(unopened);
    }
  });

  it('refuses another key, another document and another person', () => {
    const sealed = sealDocument(plain, key, place);
    expect(() => openDocument(sealed, newPersonKey(), place)).toThrow(unopened);
    expect(() => openDocument(sealed, key, { ...place, documentDigest: sha256('other') })).toThrow(unopened);
    expect(() => openDocument(sealed, key, { ...place, personKeyId: newId() })).toThrow(unopened);
  });
});

describe('wrapPersonKey and unwrapPersonKey', () => {
  const master = newPersonKey();
  const wrapped = wrapPersonKey(key, master, place.personKeyId);

  it('gives back the key', () => {
    expect(wrapped).toHaveLength(61);
    expect(unwrapPersonKey(wrapped, master, place.personKeyId).equals(key)).toBe(true);
  });

  it('refuses another master key, the row of another person and altered octets', () => {
    const altered = Buffer.from(wrapped);
    altered[20] = altered[20]! ^ 0x80;
    expect(() => unwrapPersonKey(wrapped, newPersonKey(), place.personKeyId)).toThrow(unopened);
    expect(() => unwrapPersonKey(wrapped, master, newId())).toThrow(unopened);
    expect(() => unwrapPersonKey(altered, master, place.personKeyId)).toThrow(unopened);
  });

  it('does not take a wrapped key for a document', () => {
    expect(() => openDocument(wrapped, master, place)).toThrow(unopened);
  });
});
