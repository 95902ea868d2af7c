/**
 * Reads a stream of octets to its end, or until it turns out to be longer than allowed; it is then left early, which ends
 * an iterable of the platform (a stream is destroyed, a body cancelled).
 * @param most - octets that are taken
 * @returns the octets, undefined where there are more
 */
export async function gatherOctets(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Buffer | undefined> {
  const gathered: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) return undefined;
    gathered.push(chunk);
  }
  return Buffer.concat(gathered);
}
