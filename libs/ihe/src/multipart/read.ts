import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { defaultMultipartLimits, type MultipartLimits } from './limits.js';
import { PartCollector, readRelatedType, type RelatedMessage } from './related.js';
import { MultipartScanner } from './scanner.js';

/**
 * Reads a multipart/related message as it comes: RFC 2046, RFC 2387, and XOP 1.0 section 4. Nothing of it is decoded; the
 * parts are the octets that were sent. Refused as soon as it shows is whatever two readers could read in two ways.
 * @param contentType - the Content-Type of the HTTP message
 * @param chunks - its body in pieces of any size; given back (`return`) where the message is refused
 * @returns the message; PSR-1020 malformed, PSR-1021 past a limit
 * @throws what the source throws
 */
export async function readRelated(
  contentType: string,
  chunks: AsyncIterable<Uint8Array>,
  limits: MultipartLimits = defaultMultipartLimits,
): Promise<Result<RelatedMessage>> {
  try {
    const { scanner, collector } = reader(contentType, limits);
    for await (const chunk of chunks) scanner.push(chunk);
    scanner.end();
    return ok(collector.message());
  } catch (caught) {
    return refusal(caught);
  }
}

/** As `readRelated`, for a body that is here already. */
export function readRelatedOctets(
  contentType: string,
  octets: Uint8Array,
  limits: MultipartLimits = defaultMultipartLimits,
): Result<RelatedMessage> {
  try {
    const { scanner, collector } = reader(contentType, limits);
    scanner.push(octets);
    scanner.end();
    return ok(collector.message());
  } catch (caught) {
    return refusal(caught);
  }
}

function reader(contentType: string, limits: MultipartLimits): { scanner: MultipartScanner; collector: PartCollector } {
  const type = readRelatedType(contentType);
  const collector = new PartCollector(type, limits);
  return { collector, scanner: new MultipartScanner(type.boundary, limits, collector) };
}

function refusal(caught: unknown): Result<never> {
  if (caught instanceof PasserelleError) return failed(caught);
  throw caught;
}
