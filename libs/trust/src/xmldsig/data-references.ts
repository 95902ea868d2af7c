import type { XmlElement } from '@passerelle/xml';
import { PasserelleError } from '@passerelle/kernel';
import { requireForm } from '../seals/refusal.js';
import { dsig, objectType } from '../xades/profile.js';
import type { Digested } from './digested.js';
import type { Properties } from './qualifying-properties.js';
import type { SignatureParts } from './signature-parts.js';
import { isSignedPropertiesType } from './xades-namespaces.js';

const manifestType = `${dsig}Manifest`;

/**
 * The references over what was signed, without those over the signature's own machinery: signed properties, `KeyInfo`.
 * Each has to lead where its type says.
 * @throws PasserelleError PSR-3013 when one leads elsewhere (threat 8: fake SignedProperties, fake Object), PSR-3012 for
 * a manifest, PSR-3004 when there are properties and none of the references is over them, or two are
 * @param stated - how many references there are, those that failed included
 */
export function dataReferences(
  digested: readonly Digested[],
  parts: SignatureParts,
  properties: Properties | undefined,
  stated: number,
): readonly Digested[] {
  let overProperties = 0;
  const data = digested.filter((each) => {
    const element = elementOf(each);
    if (isSignedPropertiesType(each.reference.type)) {
      if (properties === undefined || element !== properties.signed)
        throw new PasserelleError('PSR-3013', { reason: 'the signed properties are not those of this signature' });
      overProperties++;
      return false;
    }
    requireForm(
      properties === undefined || element !== properties.signed,
      'a reference to signed properties has no type',
    );
    if (each.reference.type === objectType && !parts.objects.some((object) => object === element))
      throw new PasserelleError('PSR-3013', { reason: 'a signed Object is not one of this signature' });
    // Its own references would be digests that nobody compares (threat 8: fake Manifest).
    if (each.reference.type === manifestType || element?.local === 'Manifest')
      throw new PasserelleError('PSR-3012', { transform: 'ds:Manifest' });
    return element !== parts.keyInfo || element === undefined;
  });
  // Where a reference failed, that is the reason; it may have been this one.
  const isWhole = digested.length === stated;
  requireForm(!isWhole || properties === undefined || overProperties === 1, 'its properties are not signed');
  return data;
}

function elementOf({ target }: Digested): XmlElement | undefined {
  return target.kind === 'part' ? target.apex?.element : undefined;
}
