import type { Rule } from '../../matching/rule';
import { ARNOLD_RULES } from './renderers/arnold';
import { VRAY_RULES } from './renderers/vray';
import { REDSHIFT_RULES } from './renderers/redshift';
import { RENDERMAN_RULES } from './renderers/renderman';
import { CYCLES_RULES } from './renderers/cycles';

/** What renderers report. */
export const RENDERERS_RULES: readonly Rule[] = [
  ...ARNOLD_RULES,
  ...VRAY_RULES,
  ...REDSHIFT_RULES,
  ...RENDERMAN_RULES,
  ...CYCLES_RULES,
];
