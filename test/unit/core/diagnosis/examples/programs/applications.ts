import type { RuleExamples } from '../example';
import { MAYA_EXAMPLES } from './applications/maya';
import { HOUDINI_EXAMPLES } from './applications/houdini';
import { BLENDER_EXAMPLES } from './applications/blender';
import { OTHERS_EXAMPLES } from './applications/others';

export const APPLICATIONS_EXAMPLES: RuleExamples = {
  ...MAYA_EXAMPLES,
  ...HOUDINI_EXAMPLES,
  ...BLENDER_EXAMPLES,
  ...OTHERS_EXAMPLES,
};
