import type { Rule } from '../../matching/rule';
import { MAYA_RULES } from './applications/maya';
import { HOUDINI_RULES } from './applications/houdini';
import { BLENDER_RULES } from './applications/blender';
import { OTHERS_RULES } from './applications/others';

/** What applications report outside of their renderers. */
export const APPLICATIONS_RULES: readonly Rule[] = [...MAYA_RULES, ...HOUDINI_RULES, ...BLENDER_RULES, ...OTHERS_RULES];
