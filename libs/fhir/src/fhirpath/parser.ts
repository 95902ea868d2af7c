import type { BinaryOperator, Expression } from './ast.js';
import { FhirPathFault } from './fault.js';
import { tokensOf, type Token } from './lexer.js';

/** Operators by precedence, weakest first (FHIRPath N1 section 12.2); those of one line bind alike, from the left. */
const precedence: readonly (readonly BinaryOperator[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '!=', '~', '!~'],
  ['<', '<=', '>', '>='],
  ['|'],
  // `is` and `as` stand here, see #typeTest.
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];
const levelOfTypeTests = precedence.findIndex(([first]) => first === '+');
const deepest = 200;

/**
 * Reads an expression of FHIRPath into its syntax tree.
 * @throws FhirPathFault when it is not well formed
 */
export function parseFhirPath(expression: string): Expression {
  return new Parser(tokensOf(expression)).whole();
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#binary(0);
    if (this.#token.kind !== 'end') throw this.#unexpected();
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#next]!;
  }

  #unexpected(): FhirPathFault {
    const { text, at } = this.#token;
    return new FhirPathFault(`${text === '' ? 'end' : text} not expected at character ${at + 1}`);
  }

  #isSign(text: string): boolean {
    return this.#token.kind === 'sign' && this.#token.text === text;
  }

  #takeSign(text: string): boolean {
    if (!this.#isSign(text)) return false;
    this.#next++;
    return true;
  }

  #needSign(text: string): void {
    if (!this.#takeSign(text)) throw this.#unexpected();
  }

  #needName(): string {
    const { kind, text } = this.#token;
    if (kind !== 'name') throw this.#unexpected();
    this.#next++;
    return text;
  }

  #binary(level: number): Expression {
    if (++this.#depth > deepest) throw new FhirPathFault('nested too deeply');
    const operators = precedence[level];
    let left = operators === undefined ? this.#unary() : this.#binary(level + 1);
    for (;;) {
      if (level === levelOfTypeTests) left = this.#typeTests(left);
      const operator = this.#operator(operators);
      if (operator === undefined) break;
      this.#next++;
      left = { kind: 'binary', operator, left, right: this.#binary(level + 1) };
    }
    this.#depth--;
    return left;
  }

  #operator(operators: readonly BinaryOperator[] = []): BinaryOperator | undefined {
    const { kind, text } = this.#token;
    return kind === 'sign' || kind === 'name' ? operators.find((each) => each === text) : undefined;
  }

  #typeTests(operand: Expression): Expression {
    let tested = operand;
    while (this.#token.kind === 'name' && (this.#token.text === 'is' || this.#token.text === 'as')) {
      const operator = this.#token.text;
      this.#next++;
      tested = { kind: 'type', operator, operand: tested, type: this.#typeName() };
    }
    return tested;
  }

  #typeName(): string {
    const first = this.#needName();
    // The namespace, `FHIR.Patient`, says nothing where all types are of FHIR.
    return (first === 'FHIR' || first === 'System') && this.#takeSign('.') ? this.#needName() : first;
  }

  #unary(): Expression {
    if (this.#takeSign('-')) return { kind: 'negation', operand: this.#unary() };
    this.#takeSign('+');
    let expression = this.#term();
    for (;;) {
      if (this.#takeSign('.')) expression = this.#invocation(expression);
      else if (this.#takeSign('[')) {
        expression = { kind: 'indexer', of: expression, index: this.#binary(0) };
        this.#needSign(']');
      } else return expression;
    }
  }

  #term(): Expression {
    const { kind, text } = this.#token;
    if (this.#takeSign('(')) {
      const inner = this.#binary(0);
      this.#needSign(')');
      return inner;
    }
    if (this.#takeSign('{')) {
      this.#needSign('}');
      return { kind: 'literal', value: undefined };
    }
    if (kind === 'name') {
      if (text === 'true' || text === 'false') {
        this.#next++;
        return { kind: 'literal', value: text === 'true' };
      }
      return this.#invocation(undefined);
    }
    if (kind === 'sign' || kind === 'end') throw this.#unexpected();
    this.#next++;
    if (kind === 'string') return { kind: 'literal', value: text };
    if (kind === 'number') return { kind: 'literal', value: Number(text) };
    return { kind: 'variable', name: text };
  }

  /** A name or a call, after a dot or at the start of a term. */
  #invocation(of: Expression | undefined): Expression {
    if (this.#token.kind === 'variable') {
      // `a.$this` is `a` itself; no invariant says so, and it would hide which item is meant.
      throw this.#unexpected();
    }
    const name = this.#needName();
    if (!this.#takeSign('(')) return { kind: 'member', of, name };
    if (name === 'is' || name === 'as' || name === 'ofType') {
      const type = this.#typeName();
      this.#needSign(')');
      return { kind: 'type', operator: name === 'is' ? 'is' : 'as', operand: of, type };
    }
    const parameters: Expression[] = [];
    while (!this.#takeSign(')')) {
      if (parameters.length > 0) this.#needSign(',');
      parameters.push(this.#binary(0));
    }
    return { kind: 'call', of, name, parameters };
  }
}
