import type { RuleExamples } from '../example';
import { ARNOLD_EXAMPLES } from './renderers/arnold';
import { VRAY_EXAMPLES } from './renderers/vray';
import { REDSHIFT_EXAMPLES } from './renderers/redshift';
import { RENDERMAN_EXAMPLES } from './renderers/renderman';
import { CYCLES_EXAMPLES } from './renderers/cycles';

export const RENDERERS_EXAMPLES: RuleExamples = {
  ...ARNOLD_EXAMPLES,
  ...VRAY_EXAMPLES,
  ...REDSHIFT_EXAMPLES,
  ...RENDERMAN_EXAMPLES,
  ...CYCLES_EXAMPLES,
};
