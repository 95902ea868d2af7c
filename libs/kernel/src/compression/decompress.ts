import { Readable } from 'node:stream';
import zlib, { type Zlib, type ZlibOptions } from 'node:zlib';
import { PasserelleError } from '../errors/passerelle-error.js';

/** Codings of RFC 9110 section 8.4.1 that are read; `deflate` is the zlib format (RFC 1950), as that section has it. */
export type ContentCoding = 'gzip' | 'deflate' | 'br';

/** What can be expanded. `deflate-raw` (RFC 1951) is what the redirect binding of SAML 2.0 uses. */
export type Compression = ContentCoding | 'deflate-raw';

/** How far compressed data may expand. */
export interface ExpansionLimits {
  /** Octets that may come out. */
  readonly octets: number;
  /** How many octets may come out for each one that went in, asked once more than a million came out. */
  readonly ratio: number;
}

/** Clinical XML and JSON shrink to a tenth or a twentieth; deflate cannot do better than a thousandth. */
export const usualExpansion: ExpansionLimits = { octets: 20_000_000, ratio: 100 };

/** Below this many octets no ratio is asked: little data that shrinks well are no bomb. */
const harmless = 1_000_000;

const codings: readonly string[] = ['gzip', 'deflate', 'br'] satisfies ContentCoding[];

/** Whether a text, in lower case, names a coding that is read. */
export function isContentCoding(text: string): text is ContentCoding {
  return codings.includes(text);
}

type Engine = Zlib & NodeJS.ReadWriteStream & Readable & { readonly bytesWritten: number };

const engines: Readonly<Record<Compression, (options: ZlibOptions) => Engine>> = {
  gzip: (options) => zlib.createGunzip(options),
  deflate: (options) => zlib.createInflate(options),
  br: (options) => zlib.createBrotliDecompress(options),
  'deflate-raw': (options) => zlib.createInflateRaw(options),
};

const atOnce = {
  gzip: zlib.gunzipSync,
  deflate: zlib.inflateSync,
  br: zlib.brotliDecompressSync,
  'deflate-raw': zlib.inflateRawSync,
};

/**
 * Expands a stream piece by piece. No piece is handed on, and no memory is taken, beyond the limits: a bomb costs what
 * comes out before it is seen to be one. Where it ends early, the source is given back to whoever owns it (`return`).
 * @param source - the compressed octets, in pieces of any size
 * @throws PasserelleError PSR-1024 past a limit, PSR-1025 where the data are damaged, cut short, or followed by anything;
 *   errors of the source as they are
 */
export async function* decompress(
  source: AsyncIterable<Uint8Array>,
  compression: Compression,
  limits: ExpansionLimits = usualExpansion,
): AsyncGenerator<Buffer, void, undefined> {
  const engine = engines[compression]({ chunkSize: 65_536 });
  let taken = 0;
  let given = 0;
  let sourceFault: unknown;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source) {
        taken += chunk.length;
        yield chunk;
      }
    } catch (error) {
      sourceFault = error;
      throw error;
    }
  };
  const feed = Readable.from(counted(), { objectMode: false, highWaterMark: 65_536 });
  feed.once('error', (error) => engine.destroy(error));
  feed.pipe(engine);
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) {
      given += chunk.length;
      // Zlib takes its input before it gives what came of it, so the ratio is never asked of less than was taken.
      if (given > limits.octets || given > Math.max(harmless, taken * limits.ratio)) throw tooFar(given, limits);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof PasserelleError || (sourceFault !== undefined && error === sourceFault)) throw error;
    throw new PasserelleError('PSR-1025', {}, { cause: error });
  } finally {
    feed.unpipe(engine);
    engine.destroy();
    feed.destroy();
  }
  if (engine.bytesWritten < taken) throw new PasserelleError('PSR-1025');
}

/**
 * Expands octets that are here already, at once: for what is small by its nature, as the messages of the redirect
 * binding.
 * @throws PasserelleError as `decompress`
 */
export function decompressOctets(
  octets: Uint8Array,
  compression: Compression,
  limits: ExpansionLimits = usualExpansion,
): Buffer {
  const maxOutputLength = Math.min(limits.octets, Math.max(harmless, octets.length * limits.ratio));
  try {
    // With `info` the engine comes along, which knows how much of the input it took.
    const { buffer, engine } = atOnce[compression](octets, { maxOutputLength, info: true }) as unknown as {
      buffer: Buffer;
      engine: Engine;
    };
    if (engine.bytesWritten < octets.length) throw new PasserelleError('PSR-1025');
    return buffer;
  } catch (error) {
    if (error instanceof PasserelleError) throw error;
    if ((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooFar(maxOutputLength + 1, limits);
    throw new PasserelleError('PSR-1025', {}, { cause: error });
  }
}

function tooFar(given: number, { octets, ratio }: ExpansionLimits): PasserelleError {
  const limit = given > octets ? `${octets} octets` : `${ratio} octets for each octet of it`;
  return new PasserelleError('PSR-1024', { limit });
}
