import type { XmlElement } from '../tree/element.js';
import type { DocumentName } from '../tree/names.js';
import type { Declarations } from '../tree/namespaces.js';
import type { ScanRecorder } from '../tree/scan-recorder.js';
import type { DocumentSource, ElementSource, Mark } from './document-source.js';

interface Recorded {
  element: XmlElement | undefined;
  parent: Recorded | undefined;
  name: string;
  attributeNames: readonly string[];
  declarations: readonly string[];
  marks: Mark[] | readonly Mark[];
}

const none: readonly never[] = Object.freeze([]);

/** Keeps what the scanner tells beside the tree. */
export class SourceRecorder implements ScanRecorder {
  private readonly elements: Recorded[] = [];
  private readonly sources = new Map<XmlElement, ElementSource>();
  private readonly before: Mark[] = [];
  private readonly after: Mark[] = [];
  private innermost: Recorded | undefined;
  private names: readonly string[] = none;
  private declared: readonly string[] = none;

  constructor(private readonly text: string) {}

  attributes(names: readonly DocumentName[], count: number, declarations: Declarations | undefined): void {
    this.names = count === 0 ? none : names.slice(0, count).map((each) => each.text);
    this.declared = declarations === undefined ? none : Object.entries(declarations).flat();
  }

  start(name: string): void {
    const { names: attributeNames, declared: declarations, innermost: parent } = this;
    this.innermost = { element: undefined, parent, name, attributeNames, declarations, marks: none };
    this.elements.push(this.innermost);
  }

  end(element: XmlElement): void {
    const ended = this.innermost!;
    ended.element = element;
    this.sources.set(element, ended as ElementSource);
    this.innermost = ended.parent;
  }

  mark(from: number, to: number, before: number): void {
    const text = this.text.slice(from, to);
    const made: Mark = { kind: text.startsWith('<!') ? 'comment' : 'instruction', text, before };
    const { innermost } = this;
    if (innermost === undefined) (this.elements.length === 0 ? this.before : this.after).push(made);
    else if (innermost.marks === none) innermost.marks = [made];
    else (innermost.marks as Mark[]).push(made);
  }

  /** The whole, once the scan has ended well. */
  document(): DocumentSource {
    const { sources, before, after } = this;
    // Every start tag has had its end tag, so that every element is known.
    const elements = this.elements as readonly Recorded[] as readonly ElementSource[];
    const of = (element: XmlElement): ElementSource => {
      const source = sources.get(element);
      if (source === undefined) throw new Error('an element of another document');
      return source;
    };
    return { root: elements[0]!, elements, before, after, of };
  }
}
