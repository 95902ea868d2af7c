/**
 * Runs both XML parsers on documents that ask for files and hosts, and tells what of the outside world was touched:
 * node child.mjs <canary file> <canary url> [--leaky]. Prints one JSON object; system calls are for strace to see, between
 * two look-ups of files that are not there. `--leaky` makes the mistake that the test must find.
 */
import { accessSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';

const [file, url, leaky] = process.argv.slice(2);

// WebAssembly reaches nothing but what it imports, so the calls of its imports are all that libxml2 can do.
const called = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = (source, imports) => instantiate(source, watched(imports));

function watched(imports) {
  return Object.fromEntries(
    Object.entries(imports).map(([module, members]) => [
      module,
      Object.fromEntries(Object.entries(members).map(([name, member]) => [name, noted(module, name, member)])),
    ]),
  );
}

function noted(module, name, member) {
  if (typeof member !== 'function') return member;
  return (...given) => {
    called.push(`${module}.${name}`);
    return member(...given);
  };
}

const { parseXml } = await import('@passerelle/xml');
const { canonicalize } = await import('@passerelle/xml/canonical');
const { compileSchema } = await import('@passerelle/xml/schema');

const xi = 'xmlns:xi="http://www.w3.org/2001/XInclude"';
const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"';
const targets = [file, `file://${file}`, url];

/** Every way in which a document, or a schema, can name something outside of it. */
const documents = targets.flatMap((target) => [
  `<!DOCTYPE a SYSTEM "${target}"><a/>`,
  `<!DOCTYPE a PUBLIC "-//A//B" "${target}"><a/>`,
  `<!DOCTYPE a [<!ENTITY e SYSTEM "${target}">]><a>&e;</a>`,
  `<!DOCTYPE a [<!ENTITY % e SYSTEM "${target}"> %e;]><a/>`,
  `<!DOCTYPE a [<!NOTATION n SYSTEM "${target}"><!ENTITY e SYSTEM "${target}" NDATA n>]><a/>`,
  `<a ${xi}><xi:include href="${target}"/></a>`,
  `<a ${xi}><xi:include href="${target}" parse="text"><xi:fallback/></xi:include></a>`,
  `<a ${xsi} xsi:schemaLocation="urn:a ${target}"/>`,
  `<a ${xsi} xsi:noNamespaceSchemaLocation="${target}"/>`,
  `<?xml-stylesheet type="text/xsl" href="${target}"?><a/>`,
  `<?xml-model href="${target}"?><a/>`,
  `<?oasis-xml-catalog catalog="${target}"?><a/>`,
  `<a xml:base="${target}" xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="${target}" xlink:actuate="onLoad"/>`,
]);
const schemas = targets.flatMap((target) => [
  `<xs:schema ${xs}><xs:include schemaLocation="${target}"/><xs:element name="a"/></xs:schema>`,
  `<xs:schema ${xs}><xs:import namespace="urn:b" schemaLocation="${target}"/><xs:element name="a"/></xs:schema>`,
  `<xs:schema ${xs}><xs:redefine schemaLocation="${target}"/><xs:element name="a"/></xs:schema>`,
  `<!DOCTYPE a SYSTEM "${target}"><xs:schema ${xs}/>`,
]);
const schema = await compileSchema(
  new Map([['a.xsd', Buffer.from(`<xs:schema ${xs}><xs:element name="a"/></xs:schema>`)]]),
  'a.xsd',
);

// What is loaded when it is first needed is loaded now: libxml2, and the classes of errors.
await canonicalize('<a/>', { exclusive: true });
await outcome(() => canonicalize('<a>', { exclusive: true }));
await outcome(() => schema.validate('<b/>'));

const answers = [];
const calledToLoad = [...new Set(called)].sort();
called.length = 0;
look('/passerelle-begin');
for (const text of documents) {
  const octets = Buffer.from(text);
  answers.push(await outcome(() => JSON.stringify(parseXml(octets))));
  answers.push(await outcome(async () => (await canonicalize(octets, { exclusive: true })).toString()));
  answers.push(await outcome(async () => JSON.stringify(await schema.validate(octets))));
}
for (const text of schemas) {
  answers.push(
    await outcome(async () => (await compileSchema(new Map([['a.xsd', Buffer.from(text)]]), 'a.xsd')).files.join()),
  );
}
if (leaky === '--leaky') await leak();
look('/passerelle-end');
process.stdout.write(
  JSON.stringify({
    documents: documents.length,
    schemas: schemas.length,
    answers,
    calledToLoad,
    called: [...new Set(called)].sort(),
  }),
);

async function outcome(act) {
  try {
    return await act();
  } catch (error) {
    if (typeof error.code !== 'string') throw error;
    return error.code;
  }
}

function look(path) {
  try {
    accessSync(path);
  } catch {
    // It is not there; the attempt is the mark.
  }
}

async function leak() {
  answers.push(readFileSync(file, 'utf8'));
  const { hostname, port } = new URL(url);
  await new Promise((resolve) => connect(Number(port), hostname, resolve).on('error', resolve).unref());
}
