/** `typ` of a requester token (RFC 8725 section 3.11): a receipt or a token made for something else never passes for one. */
export const requesterTokenType = 'passerelle-requester+jwt';

/** Seconds a token may live from `iat` to `exp`. */
export const longestLifetime = 300;

/** Seconds by which the clocks of two nodes may differ. */
export const usualSkew = 60;

/** Characters of the longest token that is read: the annex fits many times over. */
export const largestToken = 8 * 1024;
