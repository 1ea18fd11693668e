import type { RuleExamples } from './example';
import { LICENSE_SERVERS_EXAMPLES } from './licenses/servers';
import { LICENSE_PROGRAMS_EXAMPLES } from './licenses/programs';

export const LICENSES_EXAMPLES: RuleExamples = { ...LICENSE_SERVERS_EXAMPLES, ...LICENSE_PROGRAMS_EXAMPLES };
