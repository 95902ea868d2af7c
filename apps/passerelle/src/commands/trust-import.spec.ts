import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readDraft, type TrustBundleDraft } from '@passerelle/peers/trust-bundle';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  instant,
  listAuthority,
  listedCertificate,
  listSigner,
  metadataOf,
  published,
  signEnveloped,
  trustListOf,
  type ListedService,
} from '../testing/signed-list.js';
import { run, scratchFolder, type Ran } from '../testing/world.js';

const folder = scratchFolder();
const operator = listSigner('EU');
const portugal = listSigner('PT');
const spain = listSigner('ES');
const [tls, tlsNext, seal, saml, stamp] = Array.from({ length: 5 }, () => listedCertificate('PT'));
const epsos = 'http://uri.epsos.eu/Svc/Svctype/';
const address = 'https://pt.passerelle.example:8444/services/XCA';

const services: readonly ListedService[] = [
  { type: `${epsos}NCP`, certificates: [tls!, seal!] },
  { type: `${epsos}PatientIdenitificationService`, address: 'https://pt.passerelle.example:8444/services/XCPD' },
  { type: `${epsos}PatientService`, address },
  { type: `${epsos}IdV`, certificates: [saml!] },
  { type: 'http://uri.etsi.org/TrstSvc/Svctype/TSA/QTST', certificates: [stamp!] },
];

beforeAll(() => {
  writeFileSync(folder.file('operator.pem'), operator.certificatePem);
  writeFileSync(folder.file('authority.pem'), listAuthority);
  writeFileSync(folder.file('portugal.pem'), portugal.certificatePem);
  writeFileSync(folder.file('spain.pem'), spain.certificatePem);
});
afterAll(() => folder.remove());

let files = 0;
/** Imports a document that lies in a file of its own. */
async function imported(xml: string, ...args: string[]): Promise<Ran> {
  const file = folder.file(`${++files}.xml`);
  writeFileSync(file, xml);
  return run(['trust', 'import', file, ...(args.length > 0 ? args : ['--anchor', folder.file('operator.pem')])]);
}

function draftOf({ stdout }: Pick<Ran, 'stdout'>): TrustBundleDraft {
  const read = readDraft(stdout);
  if ('problems' in read) throw new Error(read.problems.join('; '));
  return read.draft;
}

describe('passerelle trust import: trust lists', () => {
  it('takes certificates by their purpose and addresses by their service', async () => {
    const ran = await imported(signEnveloped(trustListOf(services), operator));
    expect(ran).toMatchObject({ code: 0, stderr: expect.stringContaining('Read trust list 7 of PT') });
    const [peer] = draftOf(ran).peers;
    expect(peer).toMatchObject({
      country: 'PT',
      certificates: { tls: [tls], seal: [seal], saml: [saml], 'time-stamp': [stamp] },
      services: [
        { service: 'patient-discovery', endpoint: 'https://pt.passerelle.example:8444/services/XCPD' },
        { service: 'query', endpoint: address, transportProfile: 'urn:ihe:iti:2013:xca' },
        { service: 'retrieve', endpoint: address },
      ],
    });
  });

  it('leaves out what is not in force or nothing that a node pins, and says so', async () => {
    const list = trustListOf([
      { ...services[0]!, status: 'http://uri.etsi.org/TrstSvc/TrustedList/Svcstatus/withdrawn' },
      { ...services[3]!, since: instant(3600_000) },
      { ...services[3]!, status: 'http://evil.example/Svcstatus/granted' },
      { type: 'http://uri.etsi.org/TrstSvc/Svctype/CA/QC', certificates: [tls!] },
      { ...services[2]!, address: 'http://pt.passerelle.example/' },
      { ...services[2]!, address: 'https://user@127.0.0.1/x' },
    ]);
    const ran = await imported(signEnveloped(list, operator));
    expect(draftOf(ran).peers).toEqual([]);
    for (const words of ['withdrawn', 'not yet in force', 'is unknown', 'CA/QC: nothing', 'query: the address']) {
      expect(ran.stderr).toContain(words);
    }
  });

  it('adds a new certificate to the old one in a draft, and moves a service', async () => {
    const draft = folder.file('draft.yaml');
    const anchored = ['--anchor', folder.file('operator.pem'), '--draft', draft];
    await imported(signEnveloped(trustListOf(services), operator), ...anchored);
    const later = [
      { ...services[0]!, certificates: [tlsNext!, seal!] },
      { ...services[2]!, address: `${address}2` },
    ];
    expect(await imported(signEnveloped(trustListOf(later), operator), ...anchored)).toMatchObject({
      code: 0,
      stdout: '',
    });
    const [peer] = draftOf({ stdout: readFileSync(draft, 'utf8') }).peers;
    expect(peer?.certificates).toMatchObject({ tls: [tls, tlsNext], seal: [seal] });
    expect(peer?.services.map(({ service, endpoint }) => [service, endpoint.slice(-4)])).toEqual([
      ['patient-discovery', 'XCPD'],
      ['query', 'XCA2'],
      ['retrieve', 'XCA2'],
    ]);
  });

  const good = () => signEnveloped(trustListOf(services), operator);
  it.each<[string, () => string, string]>([
    ['one without a signature', () => trustListOf(services), 'PSR-3061'],
    ['one that was altered', () => good().replace('services/XCPD', 'services/EVIL'), 'PSR-3061'],
    ['one that somebody else signed', () => signEnveloped(trustListOf(services), spain), 'PSR-3061'],
    [
      'a signed list inside another one (wrapping)',
      () => trustListOf([]).replace('<TrustServiceProviderList>', `<Extra>${good()}</Extra><TrustServiceProviderList>`),
      'PSR-3061',
    ],
    ['two signatures', () => signEnveloped(good(), operator), 'PSR-3061'],
    [
      'one whose update is due',
      () => signEnveloped(trustListOf([], { nextUpdate: instant(-1000) }), operator),
      'PSR-3062',
    ],
    ['one that is closed', () => signEnveloped(trustListOf([], { nextUpdate: '' }), operator), 'PSR-3062'],
    ['a list of lists', () => signEnveloped(trustListOf([], { territory: 'EU' }), operator), 'PSR-3063'],
    ['another document', () => signEnveloped('<a/>', operator), 'PSR-3063'],
  ])('threat 17: refuses %s', async (_, make, code) => {
    const ran = await imported(make());
    expect(ran).toMatchObject({ stdout: '', stderr: expect.stringMatching(new RegExp(`^${code} `)) });
    expect(ran.code).not.toBe(0);
  });

  it('writes no draft of what it refuses, and asks for an anchor', async () => {
    const draft = folder.file('never.yaml');
    await imported(trustListOf(services), '--anchor', folder.file('operator.pem'), '--draft', draft);
    expect(existsSync(draft)).toBe(false);
    expect(await run(['trust', 'import', folder.file('1.xml')])).toMatchObject({ code: 2 });
  });

  it('takes the authority of the signer as anchor too', async () => {
    const ran = await imported(good(), '--anchor', folder.file('authority.pem'), '--json');
    expect(JSON.parse(ran.stdout)).toMatchObject({ peers: [{ country: 'PT' }], notes: [] });
  });

  it('threat 36: fetches nothing but https', async () => {
    const anchored = ['--anchor', folder.file('operator.pem')];
    const ran = await run(['trust', 'import', 'http://127.0.0.1:9/list.xml', ...anchored]);
    expect(ran).toMatchObject({ code: 2, stderr: expect.stringMatching(/^PSR-3057 /) });
  });
});

describe('passerelle trust import: service metadata', () => {
  const signed = (metadata: string): string =>
    signEnveloped(
      published(
        signEnveloped(metadata, portugal, "//*[local-name()='ServiceInformation']/*[local-name()='Extension']"),
      ),
      operator,
    );

  it('takes address, period and certificate of an endpoint, under the signature of the publisher', async () => {
    const until = instant(3600_000);
    const ran = await imported(signed(metadataOf({ certificate: tls!, until })));
    expect(ran).toMatchObject({ code: 0 });
    expect(draftOf(ran).peers).toMatchObject([
      {
        country: 'PT',
        certificates: { tls: [tls] },
        services: [{ service: 'patient-discovery', endpoint: 'https://pt.passerelle.example:8444/xcpd', until }],
      },
    ]);
  });

  it('takes metadata that the country itself has signed, of this country only', async () => {
    const inside = "//*[local-name()='ServiceInformation']/*[local-name()='Extension']";
    const anchors = ['--anchor', folder.file('portugal.pem'), '--anchor', folder.file('spain.pem')];
    expect(await imported(signEnveloped(metadataOf(), portugal, inside), ...anchors)).toMatchObject({ code: 0 });
    const foreign = await imported(signEnveloped(metadataOf(), spain, inside), ...anchors);
    expect(foreign).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PSR-3061 .*another country/) });
  });

  it('reads search masks of both forms', async () => {
    const mask = `<ism:searchFields xmlns:ism="http://ec.europa.eu/sante/ehncp/ism"><ism:country code="PT"><ism:patientSearch scope="ALL"><ism:identifier type="NORMAL"><ism:id domain="2.999.1" format="^\\d{9}$" contextualDescription="Utente"/><ism:id domain="2.999.2" format="NNN-LL"/><ism:id domain="2.999.3" format="(a+)+"/></ism:identifier></ism:patientSearch></ism:country></ism:searchFields>`;
    const older = `<patientSearch xmlns="http://ec.europa.eu/sante/ehncp/ism"><country code="PT"><searchFields><id domain="2.999.4" friendlyName="Card" min="-1" max="20"/><id domain="2.999.5" label="patient.data.birth.date"/></searchFields></country></patientSearch>`;
    const documentId = 'urn:ehealth:ISM::InternationalSearchMask##ehealth-107';
    const read = await imported(signed(metadataOf({ documentId, extension: mask, endpoint: '' })));
    expect(draftOf(read).peers[0]?.patientIdentifiers).toEqual([
      { system: 'urn:oid:2.999.1', label: 'Utente', pattern: '\\d{9}' },
      { system: 'urn:oid:2.999.2', label: 'Identifier', pattern: '\\d{3}[-][A-Za-z]{2}' },
      { system: 'urn:oid:2.999.3', label: 'Identifier', pattern: '.{1,128}' },
    ]);
    expect(read.stderr).toContain('identifier 2.999.3: its format');
    const old = await imported(signed(metadataOf({ documentId, extension: older, endpoint: '' })));
    expect(draftOf(old).peers[0]?.patientIdentifiers).toEqual([
      { system: 'urn:oid:2.999.4', label: 'Card', pattern: '.{1,20}' },
    ]);
  });

  it.each<[string, string, string]>([
    ['no national contact point', metadataOf({ participant: 'urn:oid:1.2.3' }), 'PSR-3063'],
    ['a redirection', metadataOf({ instead: '<Redirect href="https://127.0.0.1:9/"/>' }), 'PSR-3063'],
    ['two services in one', metadataOf().replace(/<ServiceInformation>.*<\/ServiceInformation>/s, '$&$&'), 'PSR-3063'],
  ])('threat 36: refuses %s', async (_, metadata, code) => {
    const ran = await imported(signEnveloped(published(metadata), operator));
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(new RegExp(`^${code} `)) });
  });

  it.each<[string, string]>([
    ['an endpoint that is out of its period', metadataOf({ until: instant(-1000), certificate: tls! })],
    ['an unknown service', metadataOf({ documentId: 'urn:ehealth:VPN::VPNGatewayServer##ehealth-105' })],
  ])('takes nothing of %s, and says so', async (_, metadata) => {
    const ran = await imported(signed(metadata));
    expect(draftOf(ran).peers).toEqual([]);
    expect(ran.stderr).toContain('Left out or to be looked at');
  });

  it.each([
    'http://pt.example/',
    'ipsec://pt.example',
    'https://a:b@pt.example/',
    'https://pt.example/../x',
    'https://pt.example/?x',
  ])('threat 36: takes no address like %s', async (endpoint) => {
    const ran = await imported(signed(metadataOf({ endpoint })));
    expect(draftOf(ran).peers[0]?.services).toEqual([]);
    expect(ran.stderr).toContain('the endpoint cannot be taken');
  });
});
