import { sha256 } from '@passerelle/kernel';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

/** Folders of the embedded server. */
export interface Place {
  /** The cluster (PGDATA). */
  readonly data: string;
  /** What the server prints. */
  readonly log: string;
  /** Password of its superuser, readable by the owner only. */
  readonly password: string;
  /** Folder for a copy of the programs where root needs one. */
  readonly shelter: string;
}

/**
 * Decides where the embedded server lives. An ordinary user keeps it in the state folder. Root keeps it outside, named
 * after the state folder, because the server runs as nobody and root's own folders are closed to nobody; two clones
 * have two names and so two servers.
 * @param stateFolder - absolute path of the folder in which the clone keeps what it makes (`data/`)
 */
export function embeddedPlace(stateFolder: string): Place {
  if (process.getuid?.() !== 0) return under(join(stateFolder, 'postgresql'), join(stateFolder, 'postgresql'));
  const name = sha256(stateFolder).slice(0, 16);
  const base = writable('/var/lib') ? '/var/lib/passerelle' : '/var/tmp/passerelle';
  return under(join(base, name), base);
}

function under(folder: string, shelter: string): Place {
  return {
    data: join(folder, 'cluster'),
    log: join(folder, 'server.log'),
    password: join(folder, 'password'),
    shelter,
  };
}

function writable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    // A container with a read-only /var/lib is the ordinary reason; the caller then takes the other folder.
    return false;
  }
}
