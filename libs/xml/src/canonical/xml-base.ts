/**
 * `xml:base` of the apex of a part in Canonical XML 1.1 (section 2.4): the values of the ancestors and its own, joined
 * one after the other as references of RFC 3986, so that what is relative to the omitted ancestors stays so.
 * @param bases - the values from the outermost element to the apex, undefined where an element has none
 * @returns undefined where there is nothing to write
 */
export function joinedBase(bases: readonly (string | undefined)[]): string | undefined {
  let joined: string | undefined;
  for (const each of bases) if (each !== undefined) joined = joined === undefined ? each : join(joined, each);
  return joined === '' ? undefined : joined;
}

interface Parts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** RFC 3986 appendix B; the fragment is left out. */
function partsOf(reference: string): Parts {
  const [, scheme, authority, path = '', query] =
    /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(reference) ?? [];
  return { scheme, authority, path, query };
}

/** RFC 3986 section 5.2.2, with the changes of Canonical XML 1.1 section 2.4: neither side has to be absolute. */
function join(base: string, reference: string): string {
  const from = partsOf(base);
  const to = partsOf(reference);
  if (to.scheme !== undefined) return written({ ...to, path: withoutDots(to.path) });
  if (to.authority !== undefined) return written({ ...to, scheme: from.scheme, path: withoutDots(to.path) });
  const { scheme, authority } = from;
  if (to.path === '') return written({ scheme, authority, path: from.path, query: to.query ?? from.query });
  const merged = to.path.startsWith('/') ? to.path : merge(from, to.path);
  return written({ scheme, authority, path: withoutDots(merged), query: to.query });
}

/** Section 5.2.3. A base that ends in `..` names a folder (Canonical XML 1.1 section 2.4). */
function merge({ authority, path }: Parts, reference: string): string {
  if (authority !== undefined && path === '') return `/${reference}`;
  const base = /(?:^|\/)\.\.$/.test(path) ? `${path}/` : path;
  return base.slice(0, base.lastIndexOf('/') + 1) + reference;
}

/** Section 5.2.4; leading `..` of a relative path are kept, as there is nothing yet that they lead out of. */
function withoutDots(path: string): string {
  const rooted = path.startsWith('/');
  const segments: string[] = [];
  const parts = (rooted ? path.slice(1) : path).split('/');
  for (const [at, part] of parts.entries()) {
    const isLast = at === parts.length - 1;
    if (part === '..') {
      if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
      else if (!rooted) segments.push('..');
      if (isLast) segments.push('');
    } else if (part === '.') {
      if (isLast) segments.push('');
    } else if (part !== '' || isLast) {
      segments.push(part);
    }
  }
  return (rooted ? '/' : '') + segments.join('/');
}

function written({ scheme, authority, path, query }: Parts): string {
  const before = `${scheme === undefined ? '' : `${scheme}:`}${authority === undefined ? '' : `//${authority}`}`;
  return `${before}${path}${query === undefined ? '' : `?${query}`}`;
}
