const started = performance.now();

const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined;

/** Sets text in bold on a terminal. */
export function bold(text: string): string {
  return colour ? `\u001b[1m${text}\u001b[0m` : text;
}

/** Sets text in a fainter tone on a terminal. */
export function dim(text: string): string {
  return colour ? `\u001b[2m${text}\u001b[0m` : text;
}

/** Prints a heading with the time since the start, so that progress is visible all the way. */
export function section(title: string): void {
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`\n${dim(`${seconds} s`)}  ${bold(title)}\n`);
}

/** Prints one line below a heading. */
export function line(text: string): void {
  process.stdout.write(`         ${text}\n`);
}

/** A size as people read it. */
export function size(bytes: number): string {
  return bytes < 1000
    ? `${bytes} B`
    : bytes < 1_000_000
      ? `${(bytes / 1000).toFixed(1)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The beginning of a digest, enough to compare by eye. */
export function short(digest: string): string {
  return digest.slice(0, 12);
}
