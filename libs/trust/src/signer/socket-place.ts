import { chmodSync, existsSync, lstatSync, mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { PasserelleError } from '@passerelle/kernel';

/** Addresses of Unix sockets end at 107 octets on Linux, at 103 elsewhere. */
const longestPath = 103;

/** The socket on which the signer listens for one client. Each has a folder of its own, which alone is given to it. */
export function signerSocket(folder: string, client: string): string {
  return join(folder, client, 'signer.sock');
}

/**
 * Makes the place of a socket: a folder that only its owner enters, in which nothing listens yet.
 * @throws PasserelleError PSR-3084
 */
export async function prepareSocket(folder: string, client: string): Promise<string> {
  const path = signerSocket(folder, client);
  if (Buffer.byteLength(path) > longestPath) throw unusable(`the path ${path} has more than ${longestPath} octets`);
  for (const each of [folder, join(folder, client)]) privateFolder(each);
  if (existsSync(path)) {
    if (await answers(path)) throw unusable('another signer of this node is running');
    rmSync(path);
  }
  return path;
}

/** Lets only the owner connect; until then the folder has kept everybody else away. */
export function closeToOthers(path: string): void {
  chmodSync(path, 0o600);
}

function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const { mode, uid } = lstatSync(path);
  const own = process.getuid?.() ?? uid;
  if (!lstatSync(path).isDirectory()) throw unusable(`${path} is not a folder`);
  if (uid !== own) throw unusable(`${path} belongs to somebody else`);
  if ((mode & 0o077) !== 0) throw unusable(`${path} can be entered by others`);
}

/** Whether somebody listens there; a socket that a killed signer left behind refuses. */
function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

function unusable(reason: string): PasserelleError {
  return new PasserelleError('PSR-3084', { reason });
}
