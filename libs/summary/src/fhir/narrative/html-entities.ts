// FHIR narrative is XML, which knows five entities; producers write those of HTML all the same (R4 section 2.4.0 allows
// them in the div). These are the ones that occur in text about people's health in the languages of Europe (docs/dialects.md).
const visible = `
  iexcl=¡ cent=¢ pound=£ yen=¥ sect=§ copy=© ordf=ª laquo=« reg=® deg=° plusmn=± sup2=² sup3=³ acute=´ micro=µ
  para=¶ middot=· sup1=¹ ordm=º raquo=» frac14=¼ frac12=½ frac34=¾ iquest=¿ Agrave=À Aacute=Á Acirc=Â Atilde=Ã
  Auml=Ä Aring=Å AElig=Æ Ccedil=Ç Egrave=È Eacute=É Ecirc=Ê Euml=Ë Igrave=Ì Iacute=Í Icirc=Î Iuml=Ï Ntilde=Ñ
  Ograve=Ò Oacute=Ó Ocirc=Ô Otilde=Õ Ouml=Ö times=× Oslash=Ø Ugrave=Ù Uacute=Ú Ucirc=Û Uuml=Ü Yacute=Ý szlig=ß
  agrave=à aacute=á acirc=â atilde=ã auml=ä aring=å aelig=æ ccedil=ç egrave=è eacute=é ecirc=ê euml=ë igrave=ì
  iacute=í icirc=î iuml=ï ntilde=ñ ograve=ò oacute=ó ocirc=ô otilde=õ ouml=ö divide=÷ oslash=ø ugrave=ù uacute=ú
  ucirc=û uuml=ü yacute=ý yuml=ÿ OElig=Œ oelig=œ Scaron=Š scaron=š euro=€ ndash=– mdash=— lsquo=‘ rsquo=’ sbquo=‚
  ldquo=“ rdquo=” bdquo=„ bull=• hellip=… trade=™ larr=← uarr=↑ rarr=→ darr=↓ minus=− le=≤ ge=≥ ne=≠ alpha=α
  beta=β gamma=γ delta=δ mu=μ`;
const named: ReadonlyMap<string, string> = new Map([
  ['nbsp', '\u00a0'],
  ['shy', '\u00ad'],
  ['ensp', '\u2002'],
  ['emsp', '\u2003'],
  ['thinsp', '\u2009'],
  ...visible.split(/\s+/).map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
]);
const ofXml = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

/** Replaces HTML's named entities by their characters; a name that is not known stays as the text it is. */
export function resolveHtmlEntities(xhtml: string): string {
  if (!xhtml.includes('&')) return xhtml;
  return xhtml.replace(/&([A-Za-z][A-Za-z0-9]*);/g, (entity, name: string) =>
    ofXml.has(name) ? entity : (named.get(name) ?? `&amp;${name};`),
  );
}
