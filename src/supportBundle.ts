/** The bundle that saves support bundles, with the library that writes zip files. It is loaded when a bundle is first saved. */
export { saveSupportBundle } from './ui/supportBundle/saveSupportBundle';
