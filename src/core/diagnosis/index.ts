export { actionEvents } from './actionEvents';
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
export type { Certainty, Rule } from './rule';
export { diagnoseRunning } from './diagnoseRunning';
export { parseStudioRules, type RuleProblem, type StudioRules } from './studio/studioRules';
export { unsafeReason } from './studio/patternSafety';
