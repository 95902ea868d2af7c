export type {
  BindingPlan,
  Constraint,
  Definitions,
  ElementPlan,
  ExtensionPlan,
  InvariantPlan,
  ProfilePlan,
  SlicingPlan,
  TypePlan,
  UncheckedInvariant,
  ValueSetPlan,
} from './definitions.js';
