/** Codes that the statements of a made-up document take in turn: `[code, display]`, all of public terminologies. */

export const medicines = [
  ['C08CA01', 'amlodipine', 'mg', 5],
  ['A10BA02', 'metformin', 'mg', 850],
  ['C10AA05', 'atorvastatin', 'mg', 20],
  ['B01AC06', 'acetylsalicylic acid', 'mg', 100],
  ['C07AB07', 'bisoprolol', 'mg', 2.5],
  ['N02BE01', 'paracetamol', 'mg', 1000],
  ['A02BC01', 'omeprazole', 'mg', 20],
];

export const allergens = [
  ['J01CA04', 'amoxicillin'],
  ['M01AE01', 'ibuprofen'],
  ['N02AA01', 'morphine'],
  ['J01FA10', 'azithromycin'],
];

export const manifestations = [
  ['126485001', 'Urticaria'],
  ['39579001', 'Anaphylaxis'],
  ['271807003', 'Eruption of skin'],
  ['267036007', 'Dyspnea'],
];

export const problems = [
  ['I10', 'Essential (primary) hypertension'],
  ['E11.9', 'Type 2 diabetes mellitus without complications'],
  ['J45.9', 'Asthma, unspecified'],
  ['M17.1', 'Other primary gonarthrosis'],
  ['I48', 'Atrial fibrillation and flutter'],
  ['K21.9', 'Gastro-oesophageal reflux disease without oesophagitis'],
];

export const procedures = [
  ['609588000', 'Total knee replacement'],
  ['80146002', 'Appendectomy'],
  ['38102005', 'Cholecystectomy'],
  ['73761001', 'Colonoscopy'],
];

export const vaccines = [
  ['J07BB02', 'influenza, inactivated, split virus or surface antigen'],
  ['J07AM51', 'tetanus toxoid, combinations with diphtheria toxoid'],
  ['J07BC01', 'hepatitis B, purified antigen'],
  ['J07AL02', 'pneumococcus, purified polysaccharides antigen conjugated'],
];

export const results = [
  ['718-7', 'Hemoglobin [Mass/volume] in Blood', 'g/dL', 13.4],
  ['2345-7', 'Glucose [Mass/volume] in Serum or Plasma', 'mg/dL', 98],
  ['2160-0', 'Creatinine [Mass/volume] in Serum or Plasma', 'mg/dL', 0.9],
  ['2823-3', 'Potassium [Moles/volume] in Serum or Plasma', 'mmol/L', 4.2],
];
