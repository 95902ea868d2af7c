/** The world of a command: everything it reads and writes goes through here, so that a test can stand in for it. */
export interface CommandIo {
  /** Octets of the standard input. */
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** The result goes here. */
  readonly stdout: NodeJS.WritableStream;
  /** Diagnostics go here: sentences for people. */
  readonly stderr: NodeJS.WritableStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder that relative file names start from. */
  readonly cwd: string;
  /** Root of the clone: where certificates, terminology maps and configuration stand, wherever the command is called. */
  readonly root: string;
}

/**
 * Writes and waits until the stream can take more, so that an export of millions of lines stays out of memory.
 * @returns whether somebody still reads: a closed pipe (`passerelle log export | head`) is no error
 */
export async function print(stream: NodeJS.WritableStream, text: string | Uint8Array): Promise<boolean> {
  if (!stream.writable) return false;
  if (stream.write(text)) return true;
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      for (const event of ['drain', 'close', 'error']) stream.removeListener(event, settle);
      resolve();
    };
    for (const event of ['drain', 'close', 'error']) stream.once(event, settle);
  });
  return stream.writable;
}

/** Writes one line. @returns as `print` */
export function printLine(stream: NodeJS.WritableStream, text: string): Promise<boolean> {
  return print(stream, `${text}\n`);
}
