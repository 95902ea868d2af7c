import type { XmlInputProvider, XsdValidator } from 'libxml2-wasm';
import { PasserelleError } from '@passerelle/kernel';
import { loadLibxml2, withLibxml2Document, type Libxml2Module } from '../canonical/libxml2.js';
import { guardXml } from '../guard/decode.js';
import type { XmlLimits } from '../guard/limits.js';
import { schemaFault, type SchemaFault } from './schema-fault.js';

/** A compiled XML Schema. It lies in the memory of WebAssembly until it is disposed of. */
export interface XmlSchema {
  /** Paths of the files that it was compiled from. */
  readonly files: readonly string[];
  /**
   * @param source - octets as received, or their decoded text
   * @returns what the schema says of the document; nothing where it is valid
   * @throws PasserelleError as the guard throws, PSR-1002 where libxml2 does not parse the document
   */
  validate(source: Uint8Array | string, limits?: XmlLimits): Promise<SchemaFault[]>;
  dispose(): void;
}

/** No file of this scheme exists anywhere, so that nothing but the given octets can be read under such a name. */
const origin = 'schema:///';

/**
 * Compiles a schema from octets. Its includes and imports are looked up among the given files only: the parser has no
 * file system and no network, and whatever it asks for besides stops the compilation.
 * @param files - octets by path, as `schemaLocation` names them relative to each other: `coreschemas/voc.xsd`
 * @param root - path of the file to begin with
 * @throws PasserelleError PSR-7301 where a file is missing or the schema does not compile; as the guard throws for a file
 */
export async function compileSchema(files: ReadonlyMap<string, Uint8Array>, root: string): Promise<XmlSchema> {
  const texts = new Map<string, Uint8Array>();
  for (const [path, octets] of files) texts.set(origin + path, Buffer.from(guardXml(octets)));
  const main = texts.get(origin + root);
  if (main === undefined) throw new PasserelleError('PSR-7301', { file: root, reason: 'the file is missing' });
  const libxml2 = await loadLibxml2();
  const { validator, opened } = compile(main, origin + root, texts, libxml2);
  return {
    files: [root, ...opened.filter((path) => path !== root)],
    validate: (source, limits) =>
      withLibxml2Document(
        source,
        (document) => {
          try {
            validator.validate(document);
            return [];
          } catch (caught) {
            if (!(caught instanceof libxml2.XmlValidateError)) throw caught;
            return caught.details.map(schemaFault);
          }
        },
        limits,
      ),
    dispose: () => validator.dispose(),
  };
}

function compile(
  main: Uint8Array,
  url: string,
  texts: ReadonlyMap<string, Uint8Array>,
  libxml2: Libxml2Module,
): { readonly validator: XsdValidator; readonly opened: readonly string[] } {
  const files = new OctetProvider(texts);
  const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC } = libxml2.ParseOption;
  const failed = (reason: string, cause?: unknown): PasserelleError =>
    new PasserelleError('PSR-7301', { file: url.slice(origin.length), reason }, { cause });
  // Providers are known to the whole module. Nothing else runs between the registration and the clean-up.
  libxml2.xmlRegisterInputProvider(files);
  try {
    const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC;
    const document = libxml2.XmlDocument.fromBuffer(main, { url, option });
    try {
      const validator = libxml2.XsdValidator.fromDoc(document);
      if (files.missing.size === 0) return { validator, opened: [...files.opened] };
      validator.dispose();
    } finally {
      document.dispose();
    }
  } catch (cause) {
    if (files.missing.size === 0) throw failed('it is no schema that compiles', cause);
  } finally {
    libxml2.xmlCleanupInputProvider();
  }
  throw failed(`${[...files.missing].sort().join(', ')} is missing`);
}

/** Serves octets by name, takes every name for its own so that no other provider is asked, and notes what is missing. */
class OctetProvider implements XmlInputProvider {
  readonly missing = new Set<string>();
  readonly opened = new Set<string>();
  private readonly handles = new Map<number, { readonly octets: Uint8Array; at: number }>();
  private last = 0;

  constructor(private readonly texts: ReadonlyMap<string, Uint8Array>) {}

  match(): boolean {
    return true;
  }

  open(name: string): number | undefined {
    const octets = this.texts.get(name);
    if (octets === undefined) {
      this.missing.add(name.startsWith(origin) ? name.slice(origin.length) : name);
      return undefined;
    }
    this.opened.add(name.slice(origin.length));
    this.handles.set(++this.last, { octets, at: 0 });
    return this.last;
  }

  read(handle: number, into: Uint8Array): number {
    const file = this.handles.get(handle);
    if (file === undefined) return -1;
    const piece = file.octets.subarray(file.at, file.at + into.length);
    into.set(piece);
    file.at += piece.length;
    return piece.length;
  }

  close(handle: number): boolean {
    return this.handles.delete(handle);
  }
}
