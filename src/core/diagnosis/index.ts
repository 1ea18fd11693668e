export { actionEvents } from './lines/actionEvents';
export type { CauseId, Concern } from './causeIds';
export { CAUSES, type Cause } from './causes';
export { diagnose } from './diagnose';
export type {
  ActionLog,
  DiagnosedAction,
  Diagnosis,
  DiagnosisInput,
  Evidence,
  LinePlace,
  StudioRule,
} from './diagnosis';
export type { Certainty, Rule } from './matching/rule';
export { diagnoseRunning } from './diagnoseRunning';
export { parseStudioRules, type RuleProblem, type StudioRules } from './studio/studioRules';
export { unsafeReason } from './studio/patternSafety';
