export { isKeyPurpose, keyPurposes, type KeyPurpose } from './key-purpose.js';
export {
  type KeyPlace,
  type PemPlace,
  type Pkcs11Place,
  type Pkcs12Place,
  type PlaceReading,
} from './store/key-place.js';
export { currentKey, type KeyDescription } from './store/key-ring.js';
export {
  filesOfPlaces,
  openKeyStore,
  type HeldKey,
  type KeyStore,
  type RingPlaces,
  type StorePlaces,
} from './store/key-store.js';
export { type SecretSource } from './store/secret-source.js';
