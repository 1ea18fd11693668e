import type { Rule } from '../matching/rule';
import { LICENSE_SERVERS_RULES } from './licenses/servers';
import { LICENSE_PROGRAMS_RULES } from './licenses/programs';

/** What license systems and programs report when no license is to be had. */
export const LICENSES_RULES: readonly Rule[] = [...LICENSE_SERVERS_RULES, ...LICENSE_PROGRAMS_RULES];
