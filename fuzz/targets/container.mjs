/** ASiC containers: nothing but a finding comes back, and what is called valid is what was put into one. */
import { systemClock } from '@passerelle/kernel';
import { createContainer, verifyContainer } from '@passerelle/trust';
import { answeredLater, demand } from '../support/refusals.mjs';
import { context, identity } from '../support/identity.mjs';
import { corpus } from '../support/seeds.mjs';

const documents = [
  { name: 'a.xml', octets: Buffer.from('<a>first</a>'), mediaType: 'text/xml' },
  { name: 'b/c.txt', octets: Buffer.from('second, second, second, second'), mediaType: 'text/plain' },
];

async function container(count) {
  const made = await createContainer(documents.slice(0, count), identity().key, { clock: systemClock });
  if (!made.ok) throw made.error;
  return made.value;
}

export const seeds = async () => [
  await container(1),
  await container(2),
  ...corpus('security', '.asice', '.asics', '.zip'),
];

export async function fuzz(data) {
  const findings = await answeredLater(() => verifyContainer(Buffer.from(data), context()));
  for (const { verdict, scope, signed } of findings ?? []) {
    if (verdict !== 'valid' || scope !== 'full') continue;
    demand(signed.length > 0, 'valid, and nothing is signed');
    for (const { octets } of signed)
      demand(
        documents.some((each) => each.octets.equals(octets)),
        'valid over octets that nobody signed',
      );
  }
}
