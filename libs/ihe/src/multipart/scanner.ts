import { exceeds, malformed } from './faults.js';
import type { MultipartLimits } from './limits.js';

/** What a scanner tells of the parts it finds, in their order. */
export interface PartListener {
  /** The header lines of a part, without the blank line after them. */
  head(block: Buffer): void;
  /** Some octets of its body, in memory that is not written to again. */
  body(octets: Buffer): void;
  /** The part is complete. */
  end(): void;
}

type State = 'preamble' | 'delimiter' | 'headers' | 'body-start' | 'body' | 'epilogue';

const lineEnd = Buffer.from('\r\n');
const blankLine = Buffer.from('\r\n\r\n');
const [tab, cr, lf, space, dash] = [0x09, 0x0d, 0x0a, 0x20, 0x2d];

/**
 * Cuts the body of a multipart message (RFC 2046 section 5.1.1) into parts as its octets come, in pieces of any size.
 *
 * Lines end with CR LF, as HTTP and MIME have it: a reader that takes a lone LF for one finds delimiters where others
 * find content. For the same reason a line that begins like the delimiter and goes on is refused, and so is a delimiter
 * after the last one.
 */
export class MultipartScanner {
  private readonly delimiter: Buffer;
  private state: State = 'preamble';
  /** Octets that were not decided upon. It begins as if a line had ended before, since the first delimiter may be first. */
  private rest: Buffer = lineEnd;
  private total = 0;
  private parts = 0;
  /** Octets of the preamble or epilogue, the part's body, or a delimiter's padding, whichever is being read. */
  private counted = -lineEnd.length;

  constructor(
    boundary: string,
    private readonly limits: MultipartLimits,
    private readonly listener: PartListener,
  ) {
    this.delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  }

  /** Takes some octets. @throws PasserelleError PSR-1020, PSR-1021, or what the listener throws */
  push(chunk: Uint8Array): void {
    this.total += chunk.length;
    if (this.total > this.limits.octets) throw exceeds(`${this.limits.octets} octets`);
    this.rest = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    while (this.step());
  }

  /** All octets have come. @throws PasserelleError PSR-1020 where the last delimiter has not */
  end(): void {
    if (this.state === 'epilogue') return;
    // The last delimiter needs no end of line.
    if (this.state === 'delimiter' && /^--[ \t]*$/.test(this.rest.toString('latin1'))) return;
    throw malformed(this.parts === 0 ? 'no delimiter was found' : 'it ends before its last delimiter');
  }

  /** Goes on from one state; false where more octets are needed. */
  private step(): boolean {
    switch (this.state) {
      case 'preamble':
      case 'epilogue':
        return this.around();
      case 'delimiter':
        return this.afterDelimiter();
      case 'headers':
        return this.headers();
      case 'body-start':
        return this.bodyStart();
      case 'body':
        return this.body();
    }
  }

  /** What stands before the first delimiter and after the last means nothing (RFC 2046 section 5.1.1). */
  private around(): boolean {
    const at = this.rest.indexOf(this.delimiter);
    this.count(at < 0 ? this.undecided() : at, this.limits.aroundOctets, 'octets around the parts');
    if (at < 0) return this.keepFrom(this.undecided());
    if (this.state === 'epilogue') throw malformed('a delimiter follows the last one');
    return this.enter('delimiter', at + this.delimiter.length);
  }

  private afterDelimiter(): boolean {
    const { rest } = this;
    if (rest.length < 2) return false;
    const last = rest[0] === dash && rest[1] === dash;
    let at = last ? 2 : 0;
    while (rest[at] === space || rest[at] === tab) at++;
    if (at > this.limits.aroundOctets) throw exceeds('octets around the parts');
    if (at === rest.length || (at + 1 === rest.length && rest[at] === cr)) return false;
    if (rest[at] === lf) throw malformed('its lines end with a line feed alone');
    if (rest[at] !== cr || rest[at + 1] !== lf) throw malformed('a line begins like the delimiter and goes on');
    // The line's end is kept: it may be the beginning of the next delimiter, or of the blank line after no headers.
    if (last) return this.enter('epilogue', at, -lineEnd.length);
    if (this.parts === this.limits.parts) throw exceeds(`${this.limits.parts} parts`);
    this.parts++;
    return this.enter('headers', at);
  }

  /** Here the rest begins with the end of the delimiter's line. */
  private headers(): boolean {
    const at = this.rest.indexOf(blankLine);
    if ((at < 0 ? this.rest.length : at) > this.limits.headerOctets + blankLine.length) {
      throw exceeds(`${this.limits.headerOctets} octets of the headers of a part`);
    }
    if (at < 0) return false;
    this.listener.head(this.rest.subarray(lineEnd.length, at));
    return this.enter('body-start', at + lineEnd.length);
  }

  /** Here the rest begins with the blank line, whose CR LF is the delimiter's own where the part has no body. */
  private bodyStart(): boolean {
    if (this.rest.length < this.delimiter.length) {
      if (this.rest.equals(this.delimiter.subarray(0, this.rest.length))) return false;
    } else if (this.rest.subarray(0, this.delimiter.length).equals(this.delimiter)) {
      this.listener.end();
      return this.enter('delimiter', this.delimiter.length);
    }
    return this.enter('body', lineEnd.length);
  }

  private body(): boolean {
    const at = this.rest.indexOf(this.delimiter);
    const decided = at < 0 ? this.undecided() : at;
    this.count(decided, this.limits.partOctets, 'octets of a part');
    if (decided > 0) this.listener.body(this.rest.subarray(0, decided));
    if (at < 0) return this.keepFrom(decided);
    this.listener.end();
    return this.enter('delimiter', at + this.delimiter.length);
  }

  /** From where on the rest may be the beginning of a delimiter. */
  private undecided(): number {
    return Math.max(0, this.rest.length - this.delimiter.length + 1);
  }

  private count(octets: number, most: number, what: string): void {
    this.counted += octets;
    if (this.counted > most) throw exceeds(`${most} ${what}`);
  }

  private enter(state: State, from: number, counted = 0): true {
    this.state = state;
    this.counted = counted;
    this.rest = this.rest.subarray(from);
    return true;
  }

  private keepFrom(at: number): false {
    this.rest = this.rest.subarray(at);
    return false;
  }
}
