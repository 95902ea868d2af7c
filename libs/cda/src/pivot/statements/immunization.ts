import { attribute, child, path } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent } from '../reading-elements.js';
import { demand } from '../rule.js';
import { ccd, ehdsi, ihe } from '../templates.js';
import { identified, withStatus, withTime } from './common-demands.js';
import type { StatementShape } from './shape.js';

const vaccine = ['consumable', 'manufacturedProduct', 'manufacturedMaterial', 'code'];

/** A vaccination that was given. */
export const immunization: StatementShape = {
  name: 'immunization',
  element: 'substanceAdministration',
  templates: [ehdsi('3.19')],
  older: [ihe('4.12'), ccd('1.24')],
  demands: [
    identified,
    withStatus,
    withTime,
    demand(
      {
        id: 'pivot-immunization-vaccine',
        place: vaccine.join('/'),
        text: 'An immunization must name its vaccine by a code, or the reason why not.',
      },
      // That there were no vaccinations is said of the whole, and then nothing was consumed.
      (statement) =>
        attribute(child(statement, 'consumable'), 'nullFlavor') !== undefined ||
        codedOrAbsent(path(statement, ...vaccine)),
    ),
  ],
  codes: [coded(vaccine, 'O', 28)],
};
