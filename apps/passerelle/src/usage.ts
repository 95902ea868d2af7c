/** How a command is called, for `--help`. */
interface Usage {
  /** Arguments and options after the name. */
  readonly synopsis: string;
  /** One sentence, for the list of commands. */
  readonly purpose: string;
  /** What the options mean, one line each; and what else a person has to know. */
  readonly details: readonly string[];
}

const usages = {
  translate: {
    synopsis:
      '<file|-> --to eps|pivot|pivot-l1|canonical [--report <file>] [--display-language <tag>] [--counts <file>]',
    purpose: 'Translates a patient summary; the document goes to stdout.',
    details: [
      '<file|->          CDA R2 or FHIR R4 document Bundle; - reads it from stdin',
      '--to eps          European patient summary, FHIR R4 document Bundle',
      '--to pivot        eHDSI pivot document, CDA R2 level 3',
      '--to pivot-l1     its level 1 twin around a PDF/A: that of the record, or one made from the summary',
      '--to canonical    our own model of the summary, JSON',
      '--report <file>   writes the loss report, JSON: one row for each entry of the source, telling where it went',
      '--display-language <tag>  keeps the codes and shows them in this language, as the country of treatment does',
      '--counts <file>   adds the codes without a European one to the counts in this file, JSON',
      'National codes are transcoded with config/terminology and what `terminology import` put into data/terminology.',
    ],
  },
  render: {
    synopsis: '<file|-> --language fr|de|en|pt [--to html|pdf] [--output <file>]',
    purpose: 'Renders a patient summary for people; the page goes to stdout.',
    details: [
      '<file|->          CDA R2 or FHIR R4 document Bundle; - reads it from stdin',
      '--language        the language of the reader; words of the source stand beside, what is not translated is marked',
      '--to html         one self-contained page (what is written when nothing is said)',
      '--to pdf          PDF/A-1a; of a record that exists only as PDF, that PDF as it is',
      '--output <file>   writes to a file instead of stdout',
    ],
  },
  validate: {
    synopsis: '<file|-> [--profile eps|ips|<url>]... [--profiles <file>]... [--schema]',
    purpose: 'Checks a European document against its rules; a FHIR OperationOutcome goes to stdout.',
    details: [
      '<file|->            FHIR Bundle: the profiles of the European patient summary and those of IPS that it imposes;',
      '                    CDA: our grammar of CDA R2 with the pharmacy extension, and the rules of the eHDSI pivot',
      '--profile           holds the Bundle against this profile instead; may be given several times',
      '--profiles <file>   also knows the profiles of a file that `profiles import --out` has written',
      '--schema            also asks the official schema of CDA that `schemas import` has stored',
      'Exit code 1 when an issue is an error; warnings alone are 0. docs/fhir-validation.md and docs/cda-validation.md',
      'say what is checked.',
    ],
  },
  'profiles import': {
    synopsis: '<package.tgz|folder> [--out <file>]',
    purpose: 'Compiles the profiles of a FHIR R4 package, so that documents are held against them.',
    details: [
      '<package.tgz|folder>  a FHIR package as it is published, or unpacked; its profiles must carry snapshots',
      '--out <file>          writes there; left out, where `validate` and the nodes of this clone load it from',
      'What the package defines replaces what is built in under the same canonical URL.',
      'Invariants that cannot be compiled are named on stderr; they are not checked.',
    ],
  },
  'schemas import': {
    synopsis: '<folder|zip> [--root <file>]',
    purpose: 'Keeps the official schemas of CDA, from who has them, for a second opinion on documents.',
    details: [
      '<folder|zip>      the .xsd files with the folders by which they name each other',
      '--root <file>     the schema to begin with; CDA_Pharma.xsd when left out',
      'They are compiled without access to files or network, and stored in data/schemas.',
    ],
  },
  seal: {
    synopsis: '<file|-> [--node <cc>] [--key <pem> --cert <pem>] [--algorithm RS256|PS256]',
    purpose: 'Seals a document electronically; the seal goes to stdout.',
    details: [
      'A FHIR Bundle comes back whole, with a JAdES baseline B seal in Bundle.signature.',
      'Of any other file, a CDA among them, comes a detached XAdES baseline B seal; the file itself stays as it is.',
      '--node <cc>       whose development key seals, certs/generated/<cc>/seal.{key,cert}.pem; lu when left out',
      '--key <pem>       another private key: ECDSA P-256, or RSA of at least 3072 bits',
      '--cert <pem>      its certificate',
      '--algorithm       what an RSA key signs with; RS256 when left out. An EC key signs ES256.',
    ],
  },
  verify: {
    synopsis:
      '<file|->... [--signature <file>] [--content <file>]... [--anchor <cert>]... [--crl <file>]... [--at <time>] [--json]',
    purpose: 'Verifies the signatures of documents: XML, JSON, containers.',
    details: [
      '<file|->...          XML with signatures in it; a signature over documents beside it; a Bundle or JWS; an ASiC',
      '                     container; a SAML message in base64. What each is, is found out.',
      '--content <file>     a document that a signature beside it covers; the signature names it as the file is called',
      '--signature <file>   the signature over the one file: the same, told the other way round',
      '--anchor <cert>      a certificate to trust, PEM or DER: that of a signer, or of an authority. Left out, the authority',
      '                     and the peers of this clone are trusted.',
      '--crl <file>         a certificate revocation list, PEM or DER',
      '--at <time>          verifies for this instant, such as 2026-11-28T12:00:00Z, and not for now',
      '--json               a line for each file: file, verdict, scope, format, signer, signedAt, reasons',
      'Exit code 0 only when every signature of every file is valid and each file is covered whole. docs/verify.md says what',
      'is accepted, what is refused and why.',
    ],
  },
  'certs status': {
    synopsis: '[<certificate.pem>...] [--node <cc>] [--registered <file>]... [--json]',
    purpose: 'Tells until when certificates are valid, and whether a peer has them registered.',
    details: [
      '<certificate.pem>...  PEM files; left out, *.cert.pem of the node in certs/generated/<cc>, the next ones included',
      '--node <cc>           the node whose certificates they are; lu when left out',
      '--registered <file>   what a peer has registered for this node: PEM, or a SHA-256 fingerprint on each line',
      '--json                one line for each certificate',
      'Exit code 1 when one has ended, or is not registered: what it signs would be refused.',
    ],
  },
  'log verify': {
    synopsis: '[<export|->] [--node <cc>] [--key <vkey|file>] [--checkpoint <file>]',
    purpose: 'Verifies the exchange log: recomputes the Merkle tree from all entries.',
    details: [
      '<export|->           an export of `log export`, verified offline; left out, the log in the database of the node',
      '--node <cc>          the node whose log it is; lu when left out',
      '--key <vkey|file>    verifier key of the log; left out, certs/generated/<cc>/log.vkey where --node is given',
      '--checkpoint <file>  a signed checkpoint kept earlier: the log has to contain the tree it speaks of',
    ],
  },
  'log proof': {
    synopsis: '<index> [--node <cc>] [--entry-to <file>] | --check <proof> --entry <file> --key <vkey|file>',
    purpose: 'Prints the proof that an entry is in the log (c2sp.org/tlog-proof), or checks one offline.',
    details: [
      '<index>             number of the entry, from 0',
      '--node <cc>         the node whose log it is; lu when left out',
      '--entry-to <file>   also writes the octets of the entry, which the proof is checked with',
      '--check <proof>     checks the proof in this file, without a database',
      '--entry <file>      the octets of the entry',
      '--key <vkey|file>   verifier key of the log',
    ],
  },
  'log export': {
    synopsis: '[--node <cc>] [--out <file>]',
    purpose: 'Exports the log up to its last checkpoint, one JSON line an entry.',
    details: [
      '--node <cc>         the node whose log it is; lu when left out',
      '--out <file>        writes to a file instead of stdout',
    ],
  },
  'terminology import': {
    synopsis:
      '<file|folder|package.tgz>... [--into <folder>] [--name <name>] [--version <version>] [--encoding <label>] [--keep-going] [--json]',
    purpose: 'Imports terminology and compiles it into the index that nodes and commands use.',
    details: [
      '<file|folder|package.tgz>...  FHIR packages and FHIR JSON, MVC XML, maps and displays (CSV, TSV), TSAM extracts',
      '--into <folder>       folder of imports; data/terminology when left out. A source of the same name is replaced.',
      '--name <name>         another name for the one source that is imported',
      '--version <version>   its version, where it states none',
      '--encoding <label>    encoding of tables that are not UTF-8, such as windows-1250',
      '--keep-going          imports what can be read of a source with problems, and tells them; exit code 1 then',
      '--json                what was imported, as JSON',
      'A node that runs goes on with the index it opened until it is started again.',
    ],
  },
  'terminology status': {
    synopsis: '[--from <folder>] [--counts <file>]... [--all] [--json]',
    purpose: 'Tells what terminology is in use: sources, code systems, languages, value sets, maps.',
    details: [
      '--from <folder>    folder of imports; data/terminology when left out',
      '--counts <file>    also tells how codes fared, from the counts of `translate --counts`; may be given several times',
      '--all              every row, and every value set; not only the first, and the sets that are not fully known',
      '--json             everything, as JSON',
    ],
  },
  'terminology diff': {
    synopsis: '<index|file|folder|package.tgz> [--from <folder>] [--all] [--json]',
    purpose:
      'Compares the imported terminology with another index, or with what it would be once a source is imported.',
    details: [
      '<index>            another index, such as previous.index in the folder of imports',
      '<file|folder|...>  a source, as for `terminology import`; nothing is imported',
      '--from <folder>    folder of imports; data/terminology when left out',
      '--all              every code, and not only the first of each list',
      '--json             everything, as JSON',
      'Exit code 1 when there is a difference.',
    ],
  },
} as const satisfies Readonly<Record<string, Usage>>;

/** Name of a command: one word, or two where the first names a family such as `log`. */
export type CommandName = keyof typeof usages;

const families: ReadonlySet<string> = new Set(
  Object.keys(usages).flatMap((name) => (name.includes(' ') ? [name.slice(0, name.indexOf(' '))] : [])),
);

/** Whether a word begins the name of a command of two words. */
export function isFirstOfTwo(word: string | undefined): boolean {
  return word !== undefined && families.has(word);
}

/** Tells whether there is such a command. */
export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(usages, name);
}

/** Help for one command. */
export function usageOf(name: CommandName): string {
  const { synopsis, purpose, details }: Usage = usages[name];
  return [`passerelle ${name} ${synopsis}`, '', purpose, '', ...details.map((line) => `  ${line}`)].join('\n');
}

/** Help for the whole. */
export function usageOfAll(): string {
  return [
    'passerelle <command> [arguments]: the command line of Passerelle.',
    '',
    ...Object.entries(usages).map(([name, { purpose }]) => `  ${name.padEnd(20)}${purpose}`),
    '',
    'passerelle <command> --help explains one command. The result goes to stdout, diagnostics go to stderr.',
    'Exit codes: 0 done; 1 the answer is no (does not verify, not valid); 2 bad input or usage.',
    'PASSERELLE_DEBUG=1 shows where an error came from.',
  ].join('\n');
}
