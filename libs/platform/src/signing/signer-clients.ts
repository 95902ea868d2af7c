import { keyPurposes, type KeyPurpose } from '@passerelle/trust/keys';
import { join } from 'node:path';
import type { NodeConfiguration } from '../configuration/schema.js';

/** The processes of a node that ask the signer, and what each is for. */
const usualClients = {
  /** Everything else in one process. */
  gateway: keyPurposes,
  /** Answers pulls and gives receipts. */
  edge: ['seal'],
  /** Asks abroad for professionals of our own country. */
  national: ['token'],
  console: ['token'],
  /** Runs the step that seals, too. */
  translator: ['seal'],
  /** Delivers, and sends receipts for what was asked for. */
  dispatcher: ['seal', 'token'],
  ledger: ['log'],
} as const satisfies Readonly<Record<string, readonly KeyPurpose[]>>;

/** Name of a process that asks the signer. */
export type SignerClient = keyof typeof usualClients;

/** The purposes each process may ask for. */
export function signerClients({ signer }: NodeConfiguration): Readonly<Record<string, readonly KeyPurpose[]>> {
  return { ...usualClients, ...signer.clients };
}

/** Folder of the signer's sockets, as configured. */
export function signerFolder({ signer, state }: NodeConfiguration): string {
  return signer.folder ?? join(state, 'signer');
}
