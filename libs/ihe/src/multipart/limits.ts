/** How much of a multipart message is taken. */
export interface MultipartLimits {
  /** Octets of the whole body. */
  readonly octets: number;
  /** Octets of one part, without its headers. */
  readonly partOctets: number;
  /** Parts, the root among them. */
  readonly parts: number;
  /** Octets of the headers of one part. */
  readonly headerOctets: number;
  /** Header fields of one part. */
  readonly headers: number;
  /** Octets before the first delimiter, and as many after the last. */
  readonly aroundOctets: number;
}

/** An answer of XCA has a handful of documents of 5 MB at most; the other limits are far above what any stack writes. */
export const defaultMultipartLimits: MultipartLimits = {
  octets: 25_000_000,
  partOctets: 20_000_000,
  parts: 64,
  headerOctets: 8_192,
  headers: 32,
  aroundOctets: 1_024,
};
