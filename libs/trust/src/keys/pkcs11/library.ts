import { PasserelleError } from '@passerelle/kernel';
import type * as Pkcs11 from 'pkcs11js';

/** The binding: an optional dependency, since it is compiled at installation and few machines need it. */
export type Binding = typeof Pkcs11;

/** The library of a security module, loaded and initialised in this process. */
export interface Library {
  readonly binding: Binding;
  readonly calls: Pkcs11.PKCS11;
  /** Lets go of it; the last one to do so ends it. */
  release(): void;
}

interface Loaded {
  readonly binding: Binding;
  readonly calls: Pkcs11.PKCS11;
  users: number;
}

/** A process initialises each library once (PKCS#11 section 5.4), however many keys of it are used. */
const loaded = new Map<string, Loaded>();

/**
 * Loads the library of a security module.
 * @param file - path of the library, such as `/usr/lib/softhsm/libsofthsm2.so`
 * @param load - loads the binding; replaced only by tests of a machine without it
 * @throws PasserelleError PSR-3074 when the binding or the library is missing or cannot be initialised
 */
export async function openLibrary(file: string, load: () => Promise<unknown> = loadBinding): Promise<Library> {
  let known = loaded.get(file);
  if (known === undefined) {
    const binding = await bindingOf(load);
    // While the binding was being loaded somebody else may have come.
    known = loaded.get(file) ?? { binding, calls: initialise(binding, file), users: 0 };
    loaded.set(file, known);
  }
  const { binding, calls } = known;
  const own = known;
  own.users++;
  let held = true;
  return {
    binding,
    calls,
    release() {
      if (!held) return;
      held = false;
      if (--own.users > 0) return;
      loaded.delete(file);
      calls.C_Finalize();
      calls.close();
    },
  };
}

function loadBinding(): Promise<unknown> {
  return import('pkcs11js');
}

async function bindingOf(load: () => Promise<unknown>): Promise<Binding> {
  try {
    const module = (await load()) as Binding & { readonly default?: Binding };
    return module.default ?? module;
  } catch (cause) {
    throw new PasserelleError('PSR-3074', { reason: 'the package pkcs11js is not installed or not built' }, { cause });
  }
}

function initialise(binding: Binding, file: string): Pkcs11.PKCS11 {
  const calls = new binding.PKCS11();
  try {
    calls.load(file);
  } catch (cause) {
    throw new PasserelleError('PSR-3074', { reason: `the library ${file} does not load` }, { cause });
  }
  try {
    // Signatures are made on threads of libuv, so the library has to lock.
    calls.C_Initialize({ flags: binding.CKF_OS_LOCKING_OK });
  } catch (cause) {
    // Another part of this process uses the library already; that is no fault, and it is theirs to end.
    if ((cause as { code?: unknown }).code === binding.CKR_CRYPTOKI_ALREADY_INITIALIZED) return calls;
    calls.close();
    throw new PasserelleError('PSR-3074', { reason: `the library ${file} does not start` }, { cause });
  }
  return calls;
}
