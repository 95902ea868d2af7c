import type { Vocabulary } from './notation.js';

// The structural vocabulary of HL7 v3 as of CDA R2 (2005): the codes that the structural attributes of its classes may
// have. Where a concept domain has children they are listed by name (`+Name`), in HL7's own hierarchy. Domains that no attribute
// refers to, directly or through another domain, are left out.

/** Attributes of data types: null flavours, uses of names, addresses and telecoms, parts of names and addresses. */
const datatypes: Vocabulary = {
  NullFlavor: 'NI OTH NINF PINF UNK ASKU NAV NASK TRC MSK NA NP',
  BinaryDataEncoding: 'B64 TXT',
  CompressionAlgorithm: 'DF GZ Z ZL',
  IntegrityCheckAlgorithm: 'SHA-1 SHA-256',
  SetOperator: 'A E H I P',
  CalendarCycle: 'D H J M N S W Y CD CH CM CN CS CW CY DM DW DY HD MY NH SN WY',
  // CM, CD and CV came with the European edition; that of 2005 does not have them.
  TimingEvent: 'AC ACD ACM ACV HS IC ICD ICM ICV PC PCD PCM PCV CM CD CV',
  ProbabilityDistributionType: 'B E F G LN N T U X2',
  AddressPartType: 'CAR CEN CNT CPA CTY DEL POB PRE STA ZIP ADL UNID UNIT DAL DINST DINSTA DINSTQ DMOD DMODID SAL DIR BNR BNN BNS STR STB STTYP',
  AddressUse: 'BAD TMP H HP HV WP DIR PUB',
  PostalAddressUse: '+AddressUse +NameRepresentationUse PHYS PST',
  TelecommunicationAddressUse: '+AddressUse AS EC MC PG',
  NameRepresentationUse: 'ABC IDE SYL',
  EntityNameUse: '+NameRepresentationUse SRCH PHON SNDX C L A ASGN I R P',
  EntityNamePartType: 'DEL FAM GIV PFX SFX',
  EntityNamePartQualifier: 'LS AC NB PR VV AD BR SP CL IN TITLE',
}; // prettier-ignore

const acts: Vocabulary = {
  ActClassContract: 'CNTRCT FCNTRCT COV',
  ActClassROI: 'ROIBND ROIOVL',
  ActClassObservation: 'OBS ALRT CLNTRL CNOD DGIMG INVSTG SPCOBS COND CASE OUTB OBSSER OBSCOR +ActClassROI',
  ActClassSupply: 'SPLY DIET',
  ActClinicalDocument: 'DOCCLIN CDALVLONE',
  ActClassDocument: 'DOC +ActClinicalDocument',
  ActContainer: 'FOLDER COMPOSITION +ActClassDocument ENTRY BATTERY CLUSTER EXTRACT EHR ORGANIZER CATEGORY DOCBODY DOCSECT TOPIC',
  ActClass: `ACT ACCM ACCT ACSN ADJUD CONS CONTREG CTTEVENT DISPACT ENC INC INFRM INVE LIST MPROT PCPR PROC REG REV SBADM
    SPCTRT SUBST TRNS VERIF XACT CACT ACTN INFO STC +ActClassContract +ActClassObservation +ActClassSupply +ActContainer`,
  x_ActClassDocumentEntryAct: 'ACT ACCM CONS CTTEVENT INC INFRM PCPR REG SPCTRT',
  x_ActClassDocumentEntryOrganizer: 'BATTERY CLUSTER',
  ActClassInvoiceElement: 'INVE',
  ActMoodIntent: 'INT APT ARQ PRMS PRP RQO SLOT',
  ActMood: 'DEF EVN +ActMoodIntent EVN.CRT GOL OPT PERM PERMRQ',
  ActMoodDefinition: 'DEF',
  ActMoodEventOccurrence: 'EVN',
  ActMoodGoal: 'GOL',
  x_ActMoodDefEvn: 'DEF EVN',
  x_ActMoodDocumentObservation: 'INT DEF EVN GOL PRMS PRP RQO',
  x_DocumentActMood: 'INT APT ARQ DEF EVN PRMS PRP RQO',
  x_DocumentEncounterMood: 'INT APT ARQ EVN PRMS PRP RQO',
  x_DocumentProcedureMood: 'INT APT ARQ DEF EVN PRMS PRP RQO',
  x_DocumentSubstanceMood: 'INT EVN PRMS PRP RQO',
  x_ActRelationshipDocument: 'RPLC APND XFRM',
  x_ActRelationshipEntry: 'COMP DRIV',
  x_ActRelationshipEntryRelationship: 'XCRPT COMP RSON SPRT CAUS GEVL MFST REFR SAS SUBJ',
  x_ActRelationshipExternalReference: 'XCRPT RPLC SPRT ELNK REFR SUBJ',
}; // prettier-ignore

const participations: Vocabulary = {
  ParticipationAuthorOriginator: 'AUT',
  ParticipationHolder: 'HLD',
  ParticipationIndirectTarget: 'IND BEN COV HLD RCT RCV',
  ParticipationTargetSubject: 'SBJ SPC',
  ParticipationPhysicalPerformer: 'PRF DIST PPRF SPRF',
  x_EncounterParticipant: 'ADM ATND CON DIS REF',
  x_InformationRecipient: 'PRCP TRC',
  x_ServiceEventPerformer: 'PRF PPRF SPRF',
  ParticipationType: `+ParticipationIndirectTarget +ParticipationTargetSubject +ParticipationPhysicalPerformer
    +x_EncounterParticipant +x_InformationRecipient CST RESP CALLBCK ESC AUT ENT INF WIT IRCP NOT REFB REFT DIR BBY CSM DON
    PRD DEV NRD RDV LOC DST ELOC ORG RML VIA VRF AUTHEN LA`,
};

const entities: Vocabulary = {
  EntityClassContainer: 'CONT HOLD',
  EntityClassDevice: 'DEV CER MODDV',
  EntityClassManufacturedMaterial: 'MMAT +EntityClassContainer +EntityClassDevice',
  EntityClassMaterial: 'MAT CHEM FOOD +EntityClassManufacturedMaterial',
  EntityClassState: 'STATE NAT',
  EntityClassPublicInstitution: 'PUB',
  EntityClassOrganization: 'ORG PUB +EntityClassState',
  EntityClassRoot: `ENT HCE RGRP LIV PSN NLIV ANM MIC PLNT +EntityClassMaterial +EntityClassOrganization PLC CITY COUNTRY
    COUNTY PROVINCE`,
  EntityDeterminer: 'INSTANCE KIND QUANTIFIED_KIND',
  EntityDeterminerDetermined: 'KIND QUANTIFIED_KIND',
  EntityDeterminerSpecific: 'INSTANCE',
};

const roles: Vocabulary = {
  RoleClassContact: 'CON ECON NOK',
  RoleClassAssignedEntity: 'ASSIGNED COMPAR SGNOFF +RoleClassContact',
  LicensedEntityRole: 'LIC NOT PROV',
  RoleClassMutualRelationship: `CAREGIVER PRS CIT COVPTY CRINV CRSPNSR GUAR PAT PAYEE PAYOR POLHOLD QUAL SPNSR STD UNDWRT
    AGNT GUARD EMP MIL INVSBJ CASESBJ RESBJ +LicensedEntityRole +RoleClassAssignedEntity`,
  RoleClassDistributedMaterial: 'DST RET',
  RoleClassManufacturedProduct: 'MANU THER',
  RoleClassServiceDeliveryLocation: 'SDLOC DSDLOC ISDLOC',
  RoleClassTerritoryOfAuthority: 'TERR',
  RoleClassPassive: `ACCESS BIRTHPL EXPR HLD HLTHCHRT IDENT MNT OWN RGPR TERR WRTE +RoleClassDistributedMaterial
    +RoleClassManufacturedProduct +RoleClassServiceDeliveryLocation`,
  RoleClassAssociative: '+RoleClassMutualRelationship +RoleClassPassive',
  RoleClassContent: 'CONT',
  RoleClassPart: 'PART ACTM',
  RoleClassIsSpeciesEntity: 'GEN GRIC',
  RoleClassLocatedEntity: 'LOCE STOR',
  RoleClassIngredientEntity: 'INGR ACTI ACTM ADTV BASE IACT COLR FLVR PRSV STBL',
  RoleClassRoot: `ROL +RoleClassAssociative INST SUBS SUBY +RoleClassIsSpeciesEntity CONT MBR PART +RoleClassIngredientEntity
    +RoleClassLocatedEntity SPEC ALQT ISLT`,
  x_DocumentSubject: 'PAT PRS',
  x_InformationRecipientRole: 'ASSIGNED HLTHCHRT',
};

/** Attributes of the narrative, which have their values in small letters as HTML has them. */
const narrative: Vocabulary = {
  horizontal: 'left center right justify char',
  vertical: 'top middle bottom baseline',
  scope: 'row col rowgroup colgroup',
  revised: 'insert delete',
  listType: 'ordered unordered',
  frame: 'void above below hsides lhs rhs vsides box border',
  rules: 'none groups rows cols all',
};

/** Every enumeration that an attribute of CDA R2 or of the pharmacy extensions is held to. */
export const vocabulary: Vocabulary = {
  ...datatypes,
  ...acts,
  ...participations,
  ...entities,
  ...roles,
  ...narrative,
};
