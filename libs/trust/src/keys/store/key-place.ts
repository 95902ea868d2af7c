import { readFileSync } from 'node:fs';
import { PasserelleError } from '@passerelle/kernel';
import { readCertificates } from '../../certificates/certificate.js';
import type { CustodyKey } from '../custody/custody-key.js';
import type { KeyPurpose } from '../key-purpose.js';
import { pemKey } from '../pem-seal-key.js';
import { pkcs12Key } from '../pkcs12/pkcs12-key.js';
import { pkcs11Key } from '../pkcs11/pkcs11-key.js';
import { Token } from '../pkcs11/token.js';
import type { SignatureAlgorithm } from '../signature-algorithms.js';
import { readSecret, type SecretSource } from './secret-source.js';

/** A private key in a PEM file beside its certificate. */
export interface PemPlace {
  readonly adapter: 'pem';
  readonly key: string;
  /** Certificate and chain; left out only for the key of the log. */
  readonly certificate?: string | undefined;
  readonly passphrase?: SecretSource | undefined;
  readonly algorithm?: SignatureAlgorithm | undefined;
}

/** A private key in a PKCS#12 store, with its certificates. */
export interface Pkcs12Place {
  readonly adapter: 'pkcs12';
  readonly file: string;
  readonly passphrase: SecretSource;
  readonly algorithm?: SignatureAlgorithm | undefined;
}

/** A private key in a security module. */
export interface Pkcs11Place {
  readonly adapter: 'pkcs11';
  /** Library of the security module. */
  readonly module: string;
  /** Label of the token. */
  readonly token: string;
  readonly pin: SecretSource;
  /** Label of the key (CKA_LABEL). */
  readonly label?: string | undefined;
  /** Id of the key (CKA_ID), hexadecimal. */
  readonly id?: string | undefined;
  /** File with the certificate and its chain; left out, the token has the certificate. */
  readonly certificate?: string | undefined;
  readonly algorithm?: SignatureAlgorithm | undefined;
}

/** Where a key lies. */
export type KeyPlace = PemPlace | Pkcs12Place | Pkcs11Place;

/** How places become files and secrets. */
export interface PlaceReading {
  /** Makes a configured path absolute. */
  readonly resolve: (path: string) => string;
  readonly environment?: NodeJS.ProcessEnv;
}

/** Opens keys in their places; keys of one token share its sessions. */
export class KeyPlaces {
  private readonly tokens = new Map<string, Promise<Token>>();

  constructor(private readonly reading: PlaceReading) {}

  /**
   * Opens a key.
   * @throws PasserelleError PSR-3008, PSR-3071, PSR-3072, PSR-3074 to PSR-3077, PSR-2010; PSR-7005 for a missing file
   */
  async open(place: KeyPlace, purpose: KeyPurpose): Promise<CustodyKey> {
    const algorithm = place.algorithm === undefined ? {} : { algorithm: place.algorithm };
    switch (place.adapter) {
      case 'pem': {
        const certificate = place.certificate === undefined ? undefined : this.text(place.certificate);
        const secret = place.passphrase === undefined ? {} : { passphrase: this.secret(place.passphrase) };
        return pemKey(this.text(place.key), certificate, { ...algorithm, ...secret });
      }
      case 'pkcs12':
        return pkcs12Key(this.octets(place.file), this.secret(place.passphrase), algorithm);
      case 'pkcs11':
        return pkcs11Key(await this.token(place), {
          ...algorithm,
          ...(place.label !== undefined && { label: place.label }),
          ...(place.id !== undefined && { id: place.id }),
          ...(place.certificate !== undefined && { certificates: readCertificates(this.text(place.certificate)) }),
          ed25519: purpose === 'log',
        });
    }
  }

  /** Logs out of all tokens. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.tokens.values());
    this.tokens.clear();
    for (const token of opened) if (token.status === 'fulfilled') token.value.close();
  }

  private token({ module, token, pin }: Pkcs11Place): Promise<Token> {
    const name = JSON.stringify([module, token]);
    let opened = this.tokens.get(name);
    if (opened === undefined) {
      opened = Token.open({ module, token, pin: this.secret(pin) });
      this.tokens.set(name, opened);
    }
    return opened;
  }

  private secret(source: SecretSource): string {
    return readSecret(source, this.reading.resolve, this.reading.environment);
  }

  private text(file: string): string {
    return this.octets(file).toString('utf8');
  }

  private octets(file: string): Buffer {
    try {
      return readFileSync(this.reading.resolve(file));
    } catch (cause) {
      throw new PasserelleError('PSR-7005', { file }, { cause });
    }
  }
}

/** The files that a place is read from, as they are named: what changes with them is a changed key. */
export function filesOfPlace(place: KeyPlace): readonly string[] {
  const secret = place.adapter === 'pkcs11' ? place.pin : place.passphrase;
  const secrets = secret !== undefined && 'file' in secret ? [secret.file] : [];
  const { key, file, certificate } = { key: undefined, file: undefined, certificate: undefined, ...place };
  return [key, file, certificate, ...secrets].filter((name) => name !== undefined);
}
