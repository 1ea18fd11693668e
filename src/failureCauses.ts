/**
 * The bundle that names causes of failures. Its rules take longer to load than the rest of the extension, so they are loaded when
 * the first failure is diagnosed.
 */
export { actionEvents, diagnose, diagnoseRunning } from './core/diagnosis';
