import { afterAll, beforeAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealIdentities, type SealIdentities } from './seal-identities.js';

/** What a judge of seals needs: a folder of its own, and identities whose authority lies there as `ca.pem`. */
export interface SealDesk {
  readonly identities: SealIdentities;
  readonly folder: string;
  readonly anchor: string;
  /** Writes a file into the folder; gives its path. */
  file(name: string, octets: string | Uint8Array): string;
}

/**
 * Sets up a desk before the tests of the suite it is called in, and clears it away after them.
 * @returns a function that gives the desk to a test
 */
export function sealDesk(): () => SealDesk {
  let desk: SealDesk | undefined;
  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-seals-'));
    const file = (name: string, octets: string | Uint8Array): string => {
      writeFileSync(join(folder, name), octets);
      return join(folder, name);
    };
    const identities = sealIdentities();
    desk = { identities, folder, file, anchor: file('ca.pem', identities.authorityPem) };
  });
  afterAll(() => {
    if (desk !== undefined) rmSync(desk.folder, { recursive: true, force: true });
  });
  return () => {
    if (desk === undefined) throw new Error('the desk is set up before the tests run');
    return desk;
  };
}
