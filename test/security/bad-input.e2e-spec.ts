import { describe, expect, it } from '@jest/globals';
import { readSummary } from '@passerelle/summary';
import { run } from '../../apps/passerelle/src/testing/world.js';
import { each, keeps, refused, targets, tells, translated } from '../support/bad-input-cases.js';
import {
  activeContent,
  cda,
  fhir,
  fhirWithMarkup,
  languagesOf,
  narrativesOf,
  ofType,
  outcomeOf,
  type LooseBundle,
  type LooseSection,
} from '../support/bad-input.js';

interface Coding {
  system?: string;
  code?: string;
}

const start = '<low value="20240105"/>';
const gone = 'urn:uuid:00000000-2ff6-5200-a66a-84af4498c7f6';
const missing = /reference to a resource that the Bundle does not hold/;
const noDate = 'a date that no calendar has';

describe('a date that no calendar has is told, and is never made another date', () => {
  const inCda = ['20230230', '20231345', '99999999', '00000101', '20240105250000', '20230228120000+9900', 'hier'];
  const inFhir = ['2023-02-30', '2023-13-45', '9999-99-99', '0000-01-01', '20230228', '2023-02-28T12:00:00+99:00'];

  each(
    inCda.map((date) => ({
      name: `start of a medicine in a CDA: ${date}`,
      octets: cda([start, `<low value="${date}"/>`]),
      told: [new RegExp(`effectiveTime, ${noDate}`)],
    })),
  );
  each(
    inFhir.map((date) => ({
      name: `onset of a problem in a Bundle: ${date}`,
      octets: fhir((bundle) => (ofType(bundle, 'Condition')[0]!['onsetDateTime'] = date)),
      told: [new RegExp(`onsetDateTime, ${noDate}`)],
      never: [date],
    })),
  );
  each([
    tells('birth in a CDA', cda(['<birthTime value="19570312"/>', '<birthTime value="20230230"/>']), /birth date/),
    tells(
      'birth in a Bundle',
      fhir((bundle) => (ofType(bundle, 'Patient')[0]!['birthDate'] = '2023-02-30')),
      /birthDate/,
    ),
    tells('author in a CDA', cda([/(<author>\s*<time value=)"[^"]*"/, '$1"20230230"']), /time, a date/),
    tells(
      'care in a CDA',
      cda(['<low value="20180312"/><high', '<low value="20180230"/><high']),
      /effectiveTime, a date/,
    ),
    refused('the document itself in a CDA', cda(['20240603111854+0200', '20240230111854+0200']), 'PSR-1113'),
    refused(
      'the document itself in a Bundle',
      fhir((bundle) => (bundle.entry[0]!.resource['date'] = bundle['timestamp'] = '2023-02-30')),
      'PSR-1113',
    ),
  ]);

  it.each(targets)('leaves no date in the place of an impossible one, to %s', (target) => {
    const { text } = translated(outcomeOf(cda([start, '<low value="20230230"/>']), target));
    const [first] = readSummary(Buffer.from(text)).summary.sections.find(
      ({ concept }) => concept === 'medications',
    )!.entries;
    expect(first).toMatchObject({ kind: 'medication', period: { high: '2024-06-28' } });
    expect(first).not.toHaveProperty('period.low');
  });

  it.each([
    ['CDA', cda(['<birthTime value="19570312"/>', '<birthTime value="19570312"/><deceasedTime value="20230230"/>'])],
    ['Bundle', fhir((bundle) => (ofType(bundle, 'Patient')[0]!['deceasedDateTime'] = '2023-02-30'))],
  ])('does not make the dead of a %s alive', (_, octets) => {
    expect(translated(outcomeOf(octets, 'eps')).text).toContain('"deceasedBoolean":true');
    expect(translated(outcomeOf(octets, 'pivot')).told).toContain('death of the patient');
  });
});

describe('a gender of a table that FHIR does not know', () => {
  const octets = cda(['code="F" codeSystem="2.16.840.1.113883.5.1"', 'code="X" codeSystem="2.999.1"']);

  it('is told where the target cannot say it', () => {
    const { text, told } = translated(outcomeOf(octets, 'eps'));
    expect(text).not.toContain('"gender"');
    expect(told).toContain('gender that is none of the four');
  });
});

describe('a date keeps the precision it was given in', () => {
  const precisions = [
    ['1968', '1968'],
    ['196810', '1968-10'],
    ['19681015', '1968-10-15'],
    ['19681015111854+0200', '1968-10-15T11:18:54+02:00'],
    ['19681015111854.283+0200', '1968-10-15T11:18:54.283+02:00'],
  ] as const;

  it.each(precisions.flatMap((row) => targets.map((target) => [...row, target] as const)))(
    '%s and %s, to %s',
    (inCda, inFhir, target) => {
      const documents = [
        cda([start, `<low value="${inCda}"/>`]),
        fhir((bundle) => (ofType(bundle, 'Condition')[0]!['onsetDateTime'] = inFhir)),
      ];
      for (const octets of documents) {
        const { text, errors } = translated(outcomeOf(octets, target));
        expect(errors).toEqual([]);
        expect(JSON.stringify(readSummary(Buffer.from(text)).summary)).toContain(`"low":"${inFhir}"`);
      }
    },
  );
});

describe('codes and numbers that are none', () => {
  const codings = (bundle: LooseBundle): Coding[] =>
    bundle.entry.flatMap(({ resource }) => (resource['code'] as { coding?: Coding[] } | undefined)?.coding ?? []);

  each([
    keeps('codes without system in a CDA', cda([/ codeSystem="1\.3\.182\.5\.\d+"/g, '']), 'abacavir sulfate'),
    tells(
      'codes of a system that is no OID',
      cda([/ codeSystem="1\.3\.182\.5\.\d+"/g, ' codeSystem="no oid"']),
      /no oid/,
    ),
    keeps(
      'codes without system in a Bundle',
      fhir((bundle) => codings(bundle).forEach((each) => delete each.system)),
      'Abacavir',
    ),
    keeps(
      'displays without code',
      fhir((bundle) => codings(bundle).forEach((each) => delete each.code)),
      'Abacavir',
      'Asthme',
    ),
    keeps(
      'no codes at all',
      fhir((bundle) => bundle.entry.forEach(({ resource }) => delete resource['code'])),
    ),
    tells(
      'a dose in words',
      cda(['<doseQuantity value="300"', '<doseQuantity value="trois"']),
      /doseQuantity, a number that cannot be read/,
    ),
    tells(
      'a dose beyond all numbers',
      cda(['<doseQuantity value="300"', '<doseQuantity value="1e999"']),
      /doseQuantity, a number/,
    ),
    tells(
      'a result in words in a Bundle',
      fhir((bundle) => {
        for (const each of ofType(bundle, 'Observation')) {
          if (each['valueQuantity'] !== undefined) each['valueQuantity'] = { value: 'treize', unit: 'g/dL' };
        }
      }),
      /valueQuantity, a number that cannot be read/,
    ),
  ]);
});

describe('what is empty', () => {
  const problems = /(11450-4[\s\S]*?<\/text>)\s*<entry>[\s\S]*?(<\/section>)/;
  each([
    keeps('a section without entries', cda([problems, '$1$2'])),
    tells('an entry without content', cda([/<entry>[\s\S]*?<\/entry>/, '<entry/>']), /entry without content/),
    keeps(
      'a section of nothing',
      cda([
        /<structuredBody>[\s\S]*<\/structuredBody>/,
        '<structuredBody><component><section/></component></structuredBody>',
      ]),
    ),
    refused('a body of nothing', cda([/<structuredBody>[\s\S]*<\/structuredBody>/, '<structuredBody/>']), 'PSR-1105'),
    keeps(
      'sections of a Bundle without text and entries',
      fhir((_, sections) => sections.forEach((each) => (delete each.text, delete each.entry))),
    ),
    keeps(
      'a section of a Bundle of nothing',
      fhir((bundle) => (bundle.entry[0]!.resource['section'] = [{}])),
    ),
    refused(
      'no section in a Bundle',
      fhir((bundle) => (bundle.entry[0]!.resource['section'] = [])),
      'PSR-1105',
    ),
    refused('no octets', Buffer.alloc(0), 'PSR-1010'),
  ]);
});

describe('narrative never carries what can be executed', () => {
  const inCda = [
    '<script>alert(1)</script>',
    '<content onclick="alert(1)" ID="q1">mots</content>',
    '<linkHtml href="javascript:alert(1)">mots</linkHtml>',
    '<renderMultiMedia referencedObject="x"/>',
    '<iframe src="javascript:alert(1)"/>',
    '&lt;script>alert(1)&lt;/script>',
  ];
  const inFhir = [
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">mots</p>',
    '<a href="javascript:alert(1)">mots</a>',
    '<img src="data:text/html,mots" alt="mots"/>',
    '<iframe src="https://peer.example/"/>',
    '<svg onload="alert(1)"/>',
    '<p style="background:url(javascript:alert(1))">mots</p>',
  ];
  each(
    inCda.map((markup) => ({
      name: markup,
      octets: cda(['<tr ID="medication1">', `<tr ID="medication1"><td>${markup}</td>`]),
      keeps: ['ZIDOFICTIF'],
    })),
  );
  each(inFhir.map((markup) => ({ name: markup, octets: fhirWithMarkup(markup), keeps: ['Hypertension essentielle'] })));

  it.each(targets)('shows a display that looks like markup as words, to %s', (target) => {
    const octets = cda(['<name>ZIDOFICTIF', '<name>&lt;img src=x onerror=alert(3)&gt; ZIDOFICTIF']);
    const { text, errors } = translated(outcomeOf(octets, target));
    expect(errors).toEqual([]);
    expect(activeContent(text, target)).toEqual([]);
    expect(text).toContain('onerror=alert(3)');
  });
});

describe('entities and control characters', () => {
  const words = /not well-formed XHTML/;
  each([
    refused('an entity that XML does not have', cda(['<given>Marguerite', '<given>Marg&nbsp;uerite']), 'PSR-1002'),
    refused('a control character in XML', cda(['<given>Marguerite', '<given>Marg\u0001uerite']), 'PSR-1002'),
    refused('a reference to a control character', cda(['<given>Marguerite', '<given>Marg&#1;uerite']), 'PSR-1002'),
    keeps(
      'characters that change direction and have no width',
      cda(['<given>Marguerite', '<given>Marg\u202e\u200b\u0085uerite']),
    ),
    {
      name: 'a control character in JSON, escaped',
      octets: fhir((bundle) => (ofType(bundle, 'Patient')[0]!['name'] = [{ family: 'A\u0000\u0008B' }])),
      told: [/U\+FFFD/],
      keeps: ['A\ufffd\ufffdB'],
    },
    refused('a control character in JSON as it is', Buffer.from('{"resourceType":"Bundle\u0001"}'), 'PSR-1006'),
    refused('half a character in JSON', Buffer.from('{"resourceType":"Bundle","id":"\\ud800"}'), 'PSR-1006'),
    keeps(
      'entities of HTML in the narrative of a Bundle',
      fhirWithMarkup('<p>&eacute;tat &nbsp; &lt;ok&gt;</p>'),
      'Hypertension essentielle',
    ),
    {
      name: 'narrative that is not well-formed',
      octets: fhirWithMarkup('<p><b>mots</p>&bogus;'),
      told: [words],
      keeps: ['mots', 'Hypertension essentielle'],
    },
    {
      name: 'a DOCTYPE in the narrative of a Bundle',
      octets: fhirWithMarkup('<!DOCTYPE x [<!ENTITY a "b">]>&a;'),
      told: [words],
      keeps: ['Hypertension essentielle'],
      never: ['ENTITY'],
    },
  ]);
});

describe('ids that are given twice', () => {
  const [first, second] = ['E329BF09-7C51-5840-B983-3D3D66245893', '11FB4568-7C71-5894-9B1A-A56276A546BC'];
  const two = ['I10', 'Asthme'];
  const sameUrl = (bundle: LooseBundle, sections: LooseSection[]): void => {
    const [one, other] = bundle.entry.filter(({ resource }) => resource['resourceType'] === 'Condition');
    sections[0]!.entry![1]!.reference = other!.fullUrl = one!.fullUrl!;
  };

  each([
    keeps('two statements of a CDA with one id', cda([second, first]), 'ZIDOFICTIF', 'TENOFICTIF'),
    tells(
      'two parts of the narrative of a CDA with one ID',
      cda(['<tr ID="medication2">', '<tr ID="medication1">']),
      /same ID/,
    ),
    keeps(
      'two statements of a Bundle with one identifier',
      fhir((bundle) =>
        ofType(bundle, 'Condition').forEach((each) => (each['identifier'] = [{ system: 'urn:oid:2.999', value: '1' }])),
      ),
      ...two,
    ),
    keeps(
      'two resources of a Bundle with one id',
      fhir((bundle) => ofType(bundle, 'Condition').forEach((each) => (each['id'] = 'x'))),
      ...two,
    ),
  ]);

  it.each(targets)('tells both of two statements at one address of a Bundle, to %s', (target) => {
    const { text, errors, report, told } = translated(outcomeOf(fhir(sameUrl), target));
    expect(errors).toEqual([]);
    expect(report.entries).toHaveLength(11);
    expect(told).toMatch(/address that several resources/);
    const { sections } = readSummary(Buffer.from(text)).summary;
    expect(sections.find(({ concept }) => concept === 'problems')!.entries).toHaveLength(2);
  });

  it.each(targets)('does not make two of one statement that is only repeated, to %s', (target) => {
    const octets = fhir((bundle) =>
      bundle.entry.push(bundle.entry.find(({ resource }) => resource['resourceType'] === 'Condition')!),
    );
    const { errors, report } = translated(outcomeOf(octets, target));
    expect({ errors, rows: report.entries.length }).toEqual({ errors: [], rows: 11 });
  });
});

describe('a reference that leads nowhere is told', () => {
  const dangling = { reference: gone };
  each([
    tells('to the narrative of a CDA', cda(['"#medication1"', '"#rien"']), /narrative that the document does not hold/),
    refused(
      'from a section, by URN',
      fhir((_, [section]) => (section!.entry![0] = dangling)),
      'PSR-1108',
    ),
    {
      name: 'from a section, to another server',
      octets: fhir(
        (_, [section]) =>
          (section!.entry![0] = { reference: 'https://peer.example/Condition/1', display: 'Tension haute' }),
      ),
      told: [missing],
      keeps: ['Tension haute'],
    },
    tells(
      'from a medicine',
      fhir((bundle) =>
        ofType(bundle, 'MedicationStatement').forEach((each) => (each['medicationReference'] = dangling)),
      ),
      missing,
    ),
    tells(
      'from a panel',
      fhir((bundle) => (ofType(bundle, 'Observation')[0]!['hasMember'] = [dangling])),
      missing,
    ),
    tells(
      'from the head of the document',
      fhir((bundle) => (bundle.entry[0]!.resource['author'] = [dangling])),
      /Left out of the header: reference/,
    ),
    tells(
      'from a statement to its patient',
      fhir((bundle) => (ofType(bundle, 'Condition')[0]!['subject'] = { reference: 'Patient/autre' })),
      missing,
    ),
  ]);
});

describe('never another patient’s data', () => {
  const another = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };
  const target =
    '</recordTarget><recordTarget><patientRole><id root="1.3.182.4.4" extension="1984122410792"/></patientRole></recordTarget>';
  const mother =
    '<subject><relatedSubject classCode="PRS"><code code="MTH" codeSystem="2.16.840.1.113883.5.111"/></relatedSubject></subject>';
  const oneself = mother.replace('PRS', 'PAT');
  const withSecond = (identifier: object): Buffer =>
    fhir((bundle) => {
      const patient = { ...ofType(bundle, 'Patient')[0]!, identifier: [identifier] };
      bundle.entry.push({ fullUrl: gone, resource: patient });
      ofType(bundle, 'Condition')[0]!['subject'] = { reference: gone };
    });

  each([
    refused('a statement about another patient of a Bundle', withSecond(another), 'PSR-1116'),
    keeps('a second Patient who is the same', withSecond({ system: 'urn:oid:1.3.182.4.4', value: '1972051611065' })),
    refused('a second record target', cda(['</recordTarget>', target]), 'PSR-1116'),
    keeps(
      'a second record target who is the same',
      cda(['</recordTarget>', target.replace('1984122410792', '1957031210104')]),
    ),
    tells(
      'a statement of a CDA about a mother',
      cda([/<consumable>/, `${mother}<consumable>`]),
      /another person than the patient/,
    ),
  ]);

  it.each(targets)('takes the medicine of a mother for none of the patient’s, to %s', (to) => {
    const about = (subject: string): number => {
      const { text } = translated(outcomeOf(cda([/<consumable>/, `${subject}<consumable>`]), to));
      const { sections } = readSummary(Buffer.from(text)).summary;
      return sections.flatMap(({ entries }) => entries).filter(({ kind }) => kind === 'medication').length;
    };
    expect({ mother: about(mother), oneself: about(oneself) }).toEqual({ mother: 4, oneself: 5 });
  });

  it.each(targets)('shares nothing between documents: any order and turn gives the same octets, to %s', (to) => {
    const documents = [
      cda(),
      cda(['EXEMPLE-RICHE', 'EXEMPLE-VOISINE'], ['9000000016', '9000000075']),
      fhir(() => undefined),
    ];
    const write = (octets: Buffer): string => translated(outcomeOf(octets, to)).text;
    const alone = documents.map(write);
    expect([...documents].reverse().map(write).reverse()).toEqual(alone);
    expect([0, 1, 0, 2, 1, 0].map((at) => write(documents[at]!))).toEqual([0, 1, 0, 2, 1, 0].map((at) => alone[at]));
    expect(alone.map((text) => text.includes('EXEMPLE-VOISINE'))).toEqual([false, true, false]);
    expect(alone.map((text) => /EXEMPLE-RICHE|9000000016/.test(text))).toEqual([true, false, false]);
  });
});

describe('a document in another language than the country of the node', () => {
  const inCda = (language: string): Buffer => cda([/<languageCode code="fr-LU"\/>(?=\s*<setId)/, language]);
  const inFhir = (language: string | undefined): Buffer =>
    fhir((bundle) => Object.assign(bundle.entry[0]!.resource, { language }));
  const languages = [
    ['de-DE', 'de-DE', 'de-DE'],
    ['fr', 'fr', 'fr-LU'],
    ['pt-PT', 'pt', 'pt-PT'],
    ['xx-YY', 'xx-YY', 'xx-YY'],
  ] as const;

  it.each(languages)('%s stays: %s in the EPS, %s in the pivot', (language, inEps, inPivot) => {
    for (const octets of [inCda(`<languageCode code="${language}"/>`), inFhir(language)]) {
      const [eps, pivot] = targets.map((target) => translated(outcomeOf(octets, target)));
      expect([...eps!.errors, ...pivot!.errors]).toEqual([]);
      expect(languagesOf(eps!.text, 'eps').document).toBe(inEps);
      expect(languagesOf(eps!.text, 'eps').narratives).toContain(language);
      expect(languagesOf(pivot!.text, 'pivot').document).toBe(inPivot);
      expect(eps!.report.source.language).toBe(language);
      expect(readSummary(Buffer.from(eps!.text)).summary.header.language).toBe(language);
    }
  });

  it.each([
    ['none in a CDA', inCda('')],
    ['none in a Bundle', inFhir(undefined)],
    ['words in a CDA', inCda('<languageCode code="pas une langue"/>')],
    ['words in a Bundle', inFhir('pas une langue')],
  ])('%s: another stands in, and that is told', (_, octets) => {
    for (const target of targets) {
      const { errors, told, report, text } = translated(outcomeOf(octets, target));
      expect(errors).toEqual([]);
      expect(told).toMatch(/does not say its language/);
      expect(report.source.language).toBe('fr-LU');
      expect(text).not.toContain('pas une langue');
    }
  });
});

describe('passerelle translate', () => {
  const to = (stdin: Buffer, target: string): ReturnType<typeof run> =>
    run(['translate', '-', '--to', target], { stdin });

  it.each([
    [
      'two patients',
      cda([
        '</recordTarget>',
        '</recordTarget><recordTarget><patientRole><id root="2.999" extension="1"/></patientRole></recordTarget>',
      ]),
      'PSR-1116',
    ],
    ['no body', cda([/<structuredBody>[\s\S]*<\/structuredBody>/, '<structuredBody/>']), 'PSR-1105'],
    ['100,000 levels', Buffer.from('['.repeat(100_000)), 'PSR-1007'],
    ['no date', cda(['20240603111854+0200', '20240230111854+0200']), 'PSR-1113'],
  ])('refuses a document with %s with 2 and one line', async (_, octets, code) => {
    const ran = await to(octets, 'eps');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} [^\n]+\n$`));
  });

  it('translates what it can with 0, and says on stderr what is wrong with the document', async () => {
    const octets = cda(
      ['<birthTime value="19570312"/>', '<birthTime value="20230230"/>'],
      ['"#medication1"', '"#rien"'],
    );
    for (const target of targets) {
      const { code, stdout, stderr } = await to(octets, target);
      expect(code).toBe(0);
      expect(narrativesOf(stdout, target)).not.toEqual([]);
      expect(stderr).toBe(
        'The birth date of the patient is no possible date.\nAn entry refers to narrative that the document does not hold.\n',
      );
    }
  });
});
