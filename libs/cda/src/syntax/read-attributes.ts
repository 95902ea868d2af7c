/** An attribute as the notation of the grammar has it. */
export interface AttributeStatement {
  readonly name: string;
  readonly required: boolean;
  /** `-name`: the attribute of the type that this one is derived from may not be there. */
  readonly prohibited: boolean;
  /** Name of the simple type; undefined where the value is fixed. */
  readonly type: string | undefined;
  readonly fixed: string | undefined;
  /** Whether white space around the value is folded before it is compared with the fixed one. */
  readonly folded: boolean;
}

const form = /^(-?)([A-Za-z]\w*)(!?)(?: (==?) (\S+)| (\w+))?$/;

/** Reads a list of attributes. @throws Error for what is no notation, which is a defect of the tables */
export function readAttributes(text: string): AttributeStatement[] {
  return text.split(',').map((each) => {
    const match = form.exec(each.trim().replace(/\s+/g, ' '));
    if (match === null) throw new Error(`no notation of an attribute: ${each}`);
    const [, minus, name = '', required, equals, fixed, type] = match;
    return { name, required: required === '!', prohibited: minus === '-', type, fixed, folded: equals === '=' };
  });
}
