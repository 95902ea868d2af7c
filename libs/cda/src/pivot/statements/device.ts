import { attribute, children, path } from '@passerelle/xml';
import { coded } from '../codes/coded-elements.js';
import { codedOrAbsent } from '../reading-elements.js';
import { demand } from '../rule.js';
import { ehdsi } from '../templates.js';
import { identified, withTime } from './common-demands.js';
import type { StatementShape } from './shape.js';

/** A device that the patient has in or on the body, or uses. */
export const device: StatementShape = {
  name: 'medical device',
  element: 'supply',
  templates: [ehdsi('3.5')],
  older: [],
  demands: [
    identified,
    withTime,
    demand(
      {
        id: 'pivot-device-code',
        place: 'participant',
        text: 'A device must be a participant DEV whose playingDevice has a code, or the reason why not.',
      },
      (statement) =>
        children(statement, 'participant').some(
          (participant) =>
            attribute(participant, 'typeCode') === 'DEV' &&
            codedOrAbsent(path(participant, 'participantRole', 'playingDevice', 'code')),
        ),
    ),
  ],
  codes: [coded(['participant', 'participantRole', 'playingDevice', 'code'], 'O', 8, 48)],
};
