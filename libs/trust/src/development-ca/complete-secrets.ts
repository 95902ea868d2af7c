import { randomBytes } from 'node:crypto';
import { newLogKey, verifierKey } from './log-key.js';
import type { PrivateFolder } from './private-folder.js';

/** The symmetric secrets of a node: the master key wraps person keys, the pseudonym key finds persons. */
const secretFiles = ['master.key', 'pseudonym.key'];
const logKeyFile = 'log.key.pem';
const verifierKeyFile = 'log.vkey';

/**
 * Completes the secrets of a node that no certificate is made for: they have no term and are never renewed, only made
 * when they are missing or cannot be read.
 * @param origin - name of the node's log in its verifier key
 * @returns the names of the files written
 */
export function completeSecrets(folder: PrivateFolder, origin: string): readonly string[] {
  const made: string[] = [];
  for (const file of secretFiles) {
    if (/^[0-9a-f]{64}\n$/.test(folder.readText(file) ?? '')) continue;
    folder.write(file, `${randomBytes(32).toString('hex')}\n`);
    made.push(file);
  }

  let logKey = folder.readText(logKeyFile);
  let verifier = logKey === undefined ? undefined : verifierKeyOf(origin, logKey);
  if (logKey === undefined || verifier === undefined) {
    logKey = newLogKey();
    verifier = verifierKey(origin, logKey);
    folder.write(logKeyFile, logKey);
    made.push(logKeyFile);
  }
  // The verifier key follows from the log key, so one that says something else is simply written again.
  if (folder.readText(verifierKeyFile) !== `${verifier}\n`) {
    folder.write(verifierKeyFile, `${verifier}\n`);
    made.push(verifierKeyFile);
  }
  return made;
}

function verifierKeyOf(origin: string, logKeyPem: string): string | undefined {
  try {
    return verifierKey(origin, logKeyPem);
  } catch {
    // An unreadable key never signed a checkpoint that could still be extended; it is replaced.
    return undefined;
  }
}
