import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';

/** Library of SoftHSM, as the Debian package `softhsm2` installs it. */
export const softHsmLibrary = '/usr/lib/softhsm/libsofthsm2.so';

/** Whether SoftHSM and the binding are here. In continuous integration they have to be: the specs then run and fail. */
export const softHsmPresent = process.env['CI'] === 'true' || (existsSync(softHsmLibrary) && bindingPresent());

/** A token of SoftHSM in a folder of its own. */
export interface SoftToken {
  readonly label: string;
  readonly pin: string;
  /** Imports a private key (PKCS#8 PEM) under a label and an id, as an operator would. */
  importKey(keyPem: string, label: string, id: string): void;
  remove(): void;
}

/** Makes a private token, and has the library of this process look for it there. */
export function softToken(label = 'passerelle'): SoftToken {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-hsm-'));
  const configuration = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(configuration, `directories.tokendir = ${join(folder, 'tokens')}\nlog.level = ERROR\n`);
  // Jest gives specs a copy of the environment, which a library in C does not see.
  (runInThisContext('process') as NodeJS.Process).env['SOFTHSM2_CONF'] = configuration;
  const pin = '271828';
  const tool = (...parameters: readonly string[]): void => {
    execFileSync('softhsm2-util', parameters, { env: { ...process.env, SOFTHSM2_CONF: configuration }, stdio: 'pipe' });
  };
  tool('--init-token', '--free', '--label', label, '--pin', pin, '--so-pin', '314159');
  return {
    label,
    pin,
    importKey(keyPem, name, id) {
      const file = join(folder, 'key.pem');
      writeFileSync(file, keyPem);
      tool('--import', file, '--token', label, '--label', name, '--id', id, '--pin', pin);
      rmSync(file);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function bindingPresent(): boolean {
  try {
    createRequire(import.meta.url).resolve('pkcs11js/build/Release/pkcs11.node');
    return true;
  } catch {
    // Not installed or not built: then there is nothing to test here.
    return false;
  }
}
