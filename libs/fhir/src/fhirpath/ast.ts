/** A literal of FHIRPath, and what stands for nothing: `{}`. */
export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | undefined;
}

/** A name: a child of what stands before it, or a type where it opens an expression. */
export interface Member {
  readonly kind: 'member';
  /** What the name is asked of; nothing when it opens an expression. */
  readonly of: Expression | undefined;
  readonly name: string;
}

/** A function, called on what stands before it. */
export interface Call {
  readonly kind: 'call';
  readonly of: Expression | undefined;
  readonly name: string;
  readonly parameters: readonly Expression[];
}

/** `$this`, `$index`, or a variable from outside, `%resource`. */
export interface Variable {
  readonly kind: 'variable';
  readonly name: string;
}

/** One item of a collection: `name[0]`. */
export interface Indexer {
  readonly kind: 'indexer';
  readonly of: Expression;
  readonly index: Expression;
}

/** An operator between two expressions. */
export interface Binary {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** A sign before a number. */
export interface Negation {
  readonly kind: 'negation';
  readonly operand: Expression;
}

/** `is` and `as`, as operators or as functions. */
export interface TypeTest {
  readonly kind: 'type';
  readonly operator: 'is' | 'as';
  /** Nothing when the function is called on the focus itself: `ofType(dateTime)`. */
  readonly operand: Expression | undefined;
  readonly type: string;
}

/** The operators, weakest first. */
export type BinaryOperator =
  | 'implies'
  | 'or'
  | 'xor'
  | 'and'
  | 'in'
  | 'contains'
  | '='
  | '!='
  | '~'
  | '!~'
  | '<'
  | '<='
  | '>'
  | '>='
  | '|'
  | '+'
  | '-'
  | '&'
  | '*'
  | '/'
  | 'div'
  | 'mod';

/** A node of the syntax tree of FHIRPath (ANSI/HL7 FHIRPath N1 section 12, grammar). */
export type Expression = Literal | Member | Call | Variable | Indexer | Binary | Negation | TypeTest;
