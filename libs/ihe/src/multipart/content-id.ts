/**
 * The id in a Content-ID header or a `start` parameter: what stands between the angle brackets, which some stacks leave
 * out. Any visible characters do: .NET writes an http address there and Apache CXF a percent-encoded one.
 */
export function readContentId(value: string): string | undefined {
  return /^(?:<([!-;=?-~]+)>|([!-;=?-~]+))$/.exec(value.trim())?.slice(1).find(Boolean);
}

/** The form under which two ids count as one: a reader that decodes percent signs would take either for the other. */
export function comparable(id: string): string {
  return percentDecoded(id) ?? id;
}

/**
 * The ids that a `cid:` address can mean. RFC 2392 wants the id percent-encoded in the address; Apache CXF encodes it in
 * the header too, so that it stands in both alike.
 * @returns undefined where it is no `cid:` address
 */
export function idsOfAddress(href: string): ReadonlySet<string> | undefined {
  const written = /^cid:([!-;=?-~]+)$/i.exec(href)?.[1];
  const decoded = written === undefined ? undefined : percentDecoded(written);
  return written === undefined || decoded === undefined ? undefined : new Set([decoded, written]);
}

/** The address of a part, RFC 2392. */
export function addressOfId(id: string): string {
  return `cid:${encodeURIComponent(id).replaceAll('%40', '@')}`;
}

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that begins no octet, or octets that are no UTF-8.
    return undefined;
  }
}
