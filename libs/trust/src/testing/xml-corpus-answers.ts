/**
 * What is answered about each file of the collection of XML signatures when the certificates that travel in it, and the
 * keys that stand beside the vectors, are anchors: so that nothing but the signature itself can be the reason. Verdict,
 * scope and codes of each signature; `unsigned` where there is none; a code alone where the file is not read. A file that
 * is not listed is refused for its algorithm, PSR-3011: most vectors are of a time when SHA-1, DSA and HMAC were usual.
 */
export type Answers = Readonly<Record<string, string>>;

/** Of `security/xmldsig`. */
export const xmldsigAnswers: Answers = {
  'merlin-xmldsig-twenty-three/signature.xml': 'PSR-1003',
  'phaos-xmldsig-three/document-stylesheet.xml': 'unsigned',
  'phaos-xmldsig-three/document.xml': 'unsigned',
  'xmldsig11-interop-2012/signature-enveloping-derencoded-ec.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-keyinforeference-rsa.xml': 'indeterminate none PSR-3014',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha256.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha256_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha384.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha384_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha512.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p256_sha512_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha256.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha256_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha384.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha384_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha512.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p384_sha512_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha256.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha256_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha384.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha384_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha512.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-p521_sha512_4050.xml': 'valid full',
  'xmldsig11-interop-2012/signature-enveloping-x509digest-rsa.xml': 'indeterminate none PSR-3014',
  'xmldsig2ed-tests/c14n11/xml-base-input.xml': 'unsigned',
};

/** Of `security/xsw`. */
export const xswAnswers: Answers = {
  'ruby-saml/responses/adfs_response_xmlns.xml': 'valid partial',
  'ruby-saml/responses/attackxee.xml': 'PSR-1003',
  'ruby-saml/responses/invalids/invalid_audience.xml.base64': 'PSR-1004',
  'ruby-saml/responses/invalids/invalid_issuer_assertion.xml.base64': 'PSR-1004',
  'ruby-saml/responses/invalids/no_id.xml.base64': 'unsigned',
  'ruby-saml/responses/invalids/no_nameid.xml.base64': 'unsigned',
  'ruby-saml/responses/invalids/no_saml2.xml.base64': 'unsigned',
  'ruby-saml/responses/invalids/no_signature.xml.base64': 'unsigned',
  'ruby-saml/responses/invalids/signature_wrapping_attack.xml.base64': 'invalid none PSR-3004',
  'ruby-saml/responses/invalids/status_code_responder.xml.base64': 'unsigned',
  'ruby-saml/responses/invalids/status_code_responer_and_msg.xml.base64': 'unsigned',
  'ruby-saml/responses/open_saml_response.xml': 'invalid none PSR-3004',
  'ruby-saml/responses/response_audience_self_closed_tag.xml.base64': 'PSR-1004',
  'ruby-saml/responses/response_double_status_code.xml.base64': 'unsigned',
  'ruby-saml/responses/response_eval.xml': 'invalid none PSR-3004',
  'ruby-saml/responses/response_node_text_attack.xml.base64': 'invalid none PSR-3004',
  'ruby-saml/responses/response_with_ampersands.xml': 'PSR-1002',
  'ruby-saml/responses/response_with_signed_assertion.xml.base64': 'invalid none PSR-3004',
  'ruby-saml/responses/response_without_attributes.xml.base64': 'invalid none PSR-3004',
  'ruby-saml/responses/simple_saml_php.xml': 'invalid none PSR-3004; invalid none PSR-3004',
  'ruby-saml/responses/test_sign.xml': 'unsigned',
  'ruby-saml/responses/unsigned_encrypted_adfs.xml': 'unsigned',
  'ruby-saml/responses/unsigned_message_aes128_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_aes128gcm_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_aes192_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_aes256_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_aes256gcm_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_des192_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_encrypted_assertion_without_saml_namespace.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_encrypted_signed_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/unsigned_message_encrypted_unsigned_assertion.xml.base64': 'unsigned',
  'ruby-saml/responses/valid_response.xml.base64': 'PSR-1004',
  'ruby-saml/responses/valid_response_without_x509certificate.xml.base64': 'PSR-1004',
  'samlify/failed_response.xml': 'unsigned',
  'samlify/false_signed_request_sha1.xml': 'invalid none PSR-3004',
  'samlify/false_signed_request_sha512.xml': 'invalid none PSR-3004',
  'samlify/invalid_response.xml': 'unsigned',
  'samlify/signed_response_sha256.xml': 'invalid none PSR-3004',
  'santuario/manifestSignatureWrapping.xml': 'PSR-1003',
  'santuario/signature-enveloping-hmac-sha1-trunclen-0-attack.xml': 'invalid none PSR-3004',
  'xml-crypto/invalid_saml_no_signed_info.xml': 'invalid none PSR-3004; invalid none PSR-3011',
  'xml-crypto/saml_multiple_signed_info_nodes.xml': 'invalid none PSR-3004',
  'xml-crypto/unsigned_saml_response.xml': 'unsigned',
  'xml-crypto/valid_saml_sha256_rsa_mgf1.xml': 'valid full',
  'xml-crypto/valid_saml_signature_wrapping.xml': 'invalid none PSR-3004; invalid none PSR-3004',
  'xml-crypto/valid_saml_with_digest_comment.xml': 'invalid none PSR-3004',
  'xml-crypto/wsfederation_metadata.xml': 'valid full',
};

/**
 * Of `security/xades-dss`. EU DSS 6.4, asked of the same files without anchors on 28 November 2026, finds whole and not
 * whole the same ones, with the same scope, but for those with a remark.
 */
export const xadesDssAnswers: Answers = {
  'interop/BaselineBWithCertificateValues.xml': 'indeterminate none PSR-3017',
  // DSS: INDETERMINATE, SIGNED_DATA_NOT_FOUND.
  'interop/Signature-X-AT-1.xml': 'invalid none PSR-3012',
  'interop/Signature-X-HU_MIC-1.xml': 'indeterminate none PSR-3017',
  'interop/Signature-X-UK_ASC-2.xml': 'valid full',
  // DSS: the signature is whole and its counter-signature TOTAL_FAILED.
  'interop/TEST_S1a_C1a_InTL_VALID.xml': 'invalid none PSR-3093',
  'interop/dss-signed-altered-signedPropsRemoved.xml': 'invalid none PSR-3004 PSR-3002',
  'interop/dss-signed.xml': 'valid full',
  // DSS throws.
  'tampered/broken-dom.xml': 'PSR-1002',
  'tampered/sample-duplicate-ids.xml': 'unsigned',
  // DSS: scope PARTIAL, as of every enveloping signature.
  'tampered/xades-t-duplicated-sigtst.xml': 'valid full',
  'tampered/xades-tampered-keyinfo.xml': 'indeterminate none PSR-3014',
  'tampered/xades-tampered-manifest.xml': 'invalid none PSR-3002',
  // DSS warns of SHA-1 in the digest of the certificate.
  'xsw/TSL-CY-sign.xml': 'indeterminate full PSR-3011',
  'xsw/TSL-noID.xml': 'valid full',
  // DSS: whole, scope PARTIAL: another content stands beside the signed one, which is all that is handed on.
  'xsw/XSW-enveloped-fake-content-misplaced.xml': 'valid partial',
  'xsw/XSW-enveloped-fake-content.xml': 'valid partial',
  'xsw/XSW-enveloped-fake-signedProperties.xml': 'indeterminate none PSR-3013 PSR-3011 PSR-3018',
  'xsw/XSW-enveloping-fake-object.xml': 'indeterminate none PSR-3013 PSR-3011',
  'xsw/disable-checks.xml': 'indeterminate none PSR-3013',
  'xsw/original.xml': 'valid full',
};
