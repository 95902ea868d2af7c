import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { fixedClock, PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { verifyAssertion } from './verify-assertion.js';

/**
 * The answer to each. Most are signed with SHA-1 or a key of 1024 bits (PSR-3011), the good ones too; two that are not are
 * accepted.
 */
const table: Readonly<Record<string, string>> = {
  'ruby-saml/adfs_response_sha1.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/adfs_response_sha256.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/adfs_response_sha512.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/adfs_response_xmlns.xml': 'accepted',
  'ruby-saml/attackxee.xml': 'PSR-1003',
  'ruby-saml/duplicated_attributes.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/empty_destination.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/encrypted_new_attack.xml.base64': 'PSR-2309',
  'ruby-saml/inclusive_namespaces.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/invalid_audience.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/invalid_issuer_assertion.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/invalid_subjectconfirmation_inresponse.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/invalid_subjectconfirmation_noa.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/invalid_subjectconfirmation_recipient.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/multiple_assertions.xml.base64': 'PSR-2302',
  'ruby-saml/no_authnstatement.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/no_id.xml.base64': 'PSR-2305 the response has no ID',
  'ruby-saml/no_issuer_assertion.xml.base64': 'PSR-2304',
  'ruby-saml/no_issuer_response.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/no_nameid.xml.base64': 'PSR-2303 it carries none over this place',
  'ruby-saml/no_saml2.xml.base64': 'PSR-2301',
  'ruby-saml/no_signature.xml.base64': 'PSR-2303 it carries none over this place',
  'ruby-saml/no_signature_ns.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/no_status.xml.base64': 'PSR-2305 the response does not have one Status',
  'ruby-saml/no_subjectconfirmation_data.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/no_subjectconfirmation_method.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/open_saml_response.xml': 'PSR-2303 PSR-3004',
  'ruby-saml/response_assertion_wrapped.xml.base64': 'PSR-2302',
  'ruby-saml/response_audience_self_closed_tag.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_double_status_code.xml.base64': 'PSR-2311',
  'ruby-saml/response_encrypted_attrs.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_encrypted_nameid.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_eval.xml': 'PSR-2305 the version of the response is not 2.0',
  'ruby-saml/response_invalid_signed_element.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_no_cert_and_encrypted_attrs.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_node_text_attack.xml.base64': 'PSR-2303 PSR-3004',
  'ruby-saml/response_node_text_attack2.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_ampersands.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_ampersands.xml.base64': 'PSR-2302',
  'ruby-saml/response_with_doubled_signed_assertion.xml': 'PSR-2302',
  'ruby-saml/response_with_ds_namespace_at_the_root.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_multiple_attribute_statements.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_multiple_attribute_values.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_signed_assertion.xml.base64': 'PSR-2303 PSR-3004',
  'ruby-saml/response_with_signed_assertion_2.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_signed_assertion_3.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_with_signed_message_and_assertion.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/response_without_attributes.xml.base64': 'PSR-2303 PSR-3004',
  'ruby-saml/response_without_reference_uri.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/signature_wrapping_attack.xml.base64': 'PSR-2302',
  'ruby-saml/signed_message_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/signed_nameid_in_atts.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/signed_response_with_undefined_recipient.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/signed_unqual_nameid_in_atts.xml': 'PSR-2303 PSR-3011',
  'ruby-saml/simple_saml_php.xml': 'PSR-2303 PSR-3004',
  'ruby-saml/starfield_response.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/status_code_responder.xml.base64': 'PSR-2311',
  'ruby-saml/status_code_responer_and_msg.xml.base64': 'PSR-2311',
  'ruby-saml/test_sign.xml': 'PSR-2303 it carries none over this place',
  'ruby-saml/unsigned_encrypted_adfs.xml': 'PSR-2309',
  'ruby-saml/unsigned_message_aes128_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_aes128gcm_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_aes192_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_aes256_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_aes256gcm_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_des192_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_encrypted_assertion_without_saml_namespace.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_encrypted_signed_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/unsigned_message_encrypted_unsigned_assertion.xml.base64': 'PSR-2309',
  'ruby-saml/valid_response.xml.base64': 'PSR-2303 PSR-3011',
  'ruby-saml/valid_response_without_x509certificate.xml.base64': 'PSR-2303 PSR-3011',
  'samlify/failed_response.xml': 'PSR-2311',
  'samlify/false_signed_request_sha1.xml': 'PSR-2301',
  'samlify/false_signed_request_sha512.xml': 'PSR-2301',
  'samlify/invalid_response.xml': 'PSR-2301',
  'samlify/response_signed.xml': 'PSR-2303 PSR-3011',
  'samlify/signed_response_sha256.xml': 'PSR-2303 PSR-3004',
  'xml-crypto/invalid_saml_no_signed_info.xml': 'PSR-2303 PSR-3004',
  'xml-crypto/keyinfo - pretty-printed.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/saml_external_ns.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/saml_multiple_signed_info_nodes.xml': 'PSR-2302',
  'xml-crypto/signature_with_inclusivenamespaces.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/signature_with_inclusivenamespaces_lines.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/signature_with_inclusivenamespaces_lines_windows.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/unsigned_saml_response.xml': 'PSR-2303 it carries none over this place',
  'xml-crypto/valid_saml.xml': 'PSR-2303 PSR-3011',
  'xml-crypto/valid_saml_sha256_rsa_mgf1.xml': 'accepted',
  'xml-crypto/valid_saml_signature_wrapping.xml': 'PSR-2302',
  'xml-crypto/valid_saml_with_digest_comment.xml': 'PSR-2303 PSR-3004',
};

/** Files of the collections that are SAML messages; some are stored as base64. */
function samlFiles(): { name: string; octets: Buffer }[] {
  return ['ruby-saml', 'samlify', 'xml-crypto']
    .flatMap((folder) => corpusFiles(`security/xsw/${folder}`, '').map((file) => ({ folder, file })))
    .filter(({ file }) => /\.(?:xml|base64)$/.test(file))
    .map(({ folder, file }) => ({ name: `${folder}/${basename(file)}`, octets: decode(readFileSync(file)) }))
    .filter(({ octets }) => /urn:oasis:names:tc:SAML|<!DOCTYPE/.test(octets.toString('latin1')));
}

function decode(octets: Buffer): Buffer {
  const text = octets.toString('latin1').trim();
  if (text.startsWith('<')) return octets;
  const decoded = Buffer.from(text.replace(/\s/g, ''), 'base64');
  try {
    // Some are deflated too, as they travel in a query.
    return /^\s*</.test(decoded.toString('utf8')) ? decoded : inflateRawSync(decoded, { maxOutputLength: 1_000_000 });
  } catch {
    // Neither: judged as it is.
    return decoded;
  }
}

/** A certificate of a message; one of them holds PEM inside of the base64. */
function certificates(base64: string): Certificate[] {
  try {
    return [readCertificate(Buffer.from(base64.replace(/\s/g, ''), 'base64'))];
  } catch (error) {
    // Files hold what is no certificate on purpose; it can be no anchor.
    if (error instanceof PasserelleError) return [];
    throw error;
  }
}

/**
 * Judges a message as a door would that knows its issuer, pins every certificate in it, expects its audience, recipient
 * and request, and opens it while it is valid: nothing but the message itself can be the reason to refuse.
 */
async function answer(octets: Buffer): Promise<string> {
  const text = octets.toString('utf8');
  const all = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found]) => found!.trim());
  const anchors = all(/X509Certificate>([^<]+)</g).flatMap(certificates);
  const end = Date.parse(/<(?:\w+:)?Conditions\b[^>]*NotOnOrAfter=["']([^"']+)["']/.exec(text)?.[1] ?? '');
  const begin = Date.parse(/<(?:\w+:)?Conditions\b[^>]*NotBefore=["']([^"']+)["']/.exec(text)?.[1] ?? '');
  const recipient = /(?:Recipient|Destination)=["']([^"']+)["']/.exec(text)?.[1];
  const inResponseTo = /InResponseTo=["']([^"']+)["']/.exec(text)?.[1];
  const used = new Set<string>();
  const result = await verifyAssertion(octets, {
    issuers: all(/Issuer\b[^>]*>([^<]+)</g).map((name) => ({ name, anchors })),
    audience: all(/Audience>([^<]+)</g)[0] ?? 'any',
    clock: fixedClock(new Date(Number.isFinite(begin) ? begin + 1000 : Number.isFinite(end) ? end - 1000 : 0)),
    longest: Number.MAX_SAFE_INTEGER,
    ...(recipient && { recipient }),
    ...(inResponseTo && { inResponseTo }),
    useOnce: (_issuer, id) => Promise.resolve(!used.has(id) && used.add(id).size > 0),
  });
  if (result.ok) return 'accepted';
  const { code, facts } = result.error;
  return [code, facts['refusal'] ?? facts['reason'] ?? ''].join(' ').trim();
}

it('threats 8, 11 and 22: SAML messages of others are judged one by one', async () => {
  const files = samlFiles();
  const answers: Record<string, string> = {};
  for (const { name, octets } of files) answers[name] = await answer(octets);
  reportCorpusRun('SAML messages of others', files.length);
  if (files.length > 0) expect(answers).toEqual(table);
});
