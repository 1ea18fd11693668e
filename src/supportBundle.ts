/** The bundle that saves support bundles, with the library that writes zip files. It is loaded when somebody first saves one. */
export { saveSupportBundle } from './ui/supportBundle/saveSupportBundle';
