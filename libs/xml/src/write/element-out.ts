/** What may stand inside an element that is written; `undefined` stands for "nothing known" and writes nothing. */
export type XmlOutNode = XmlOut | string | undefined | readonly XmlOutNode[];

/** An element to be written. The name carries its prefix (`pharm:formCode`); no prefix means the default namespace. */
export interface XmlOut {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly children: readonly XmlOutNode[];
}

/** Makes an element to be written. Undefined attributes and children are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly XmlOutNode[]
): XmlOut {
  return { name, attributes, children };
}
