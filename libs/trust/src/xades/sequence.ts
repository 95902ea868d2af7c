import type { XmlElement } from '@passerelle/xml';
import { requireForm } from '../seals/refusal.js';

/**
 * Reads the children of an element of a seal in the order of its schema, one after the other, and refuses whatever is
 * left over: what a verifier does not read, another reader might.
 */
export class Sequence {
  private at = 0;
  private readonly elements: readonly XmlElement[];

  constructor(private readonly parent: XmlElement) {
    const elements: XmlElement[] = [];
    for (const node of parent.children) {
      if (typeof node !== 'string') elements.push(node);
      else requireForm(node.trim() === '', `text between the elements of ${parent.local}`);
    }
    this.elements = elements;
  }

  /** The next element, which must have this name. */
  next(uri: string, local: string): XmlElement {
    const element = this.optional(uri, local);
    requireForm(element !== undefined, `${this.parent.local} has no ${local} in its place`);
    return element;
  }

  /** The next element if it has this name. */
  optional(uri: string, local: string): XmlElement | undefined {
    const element = this.elements[this.at];
    if (element?.uri !== uri || element.local !== local) return undefined;
    this.at++;
    return element;
  }

  /** Everything that has not been read yet. */
  rest(): readonly XmlElement[] {
    const rest = this.elements.slice(this.at);
    this.at = this.elements.length;
    return rest;
  }

  end(): void {
    requireForm(this.at === this.elements.length, `${this.parent.local} holds more than baseline B knows`);
  }
}

/** Text of an element that holds nothing else. */
export function onlyText(element: XmlElement): string {
  let text = '';
  for (const node of element.children) {
    requireForm(typeof node === 'string', `${element.local} holds an element`);
    text += node;
  }
  return text;
}
