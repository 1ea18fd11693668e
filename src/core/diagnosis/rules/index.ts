import { ADAPTORS_RULES } from './service/adaptors';
import { AGENT_RULES } from './service/agent';
import { APPLICATIONS_RULES } from './programs/applications';
import { ATTACHMENTS_RULES } from './service/attachments';
import { AWS_RULES } from './service/cloud';
import { COMPOSITING_RULES } from './programs/compositing';
import { DISPLAY_RULES } from './hosts/display';
import { ENGINE_RULES } from './service/engine';
import { GAME_ENGINES_RULES } from './programs/gameEngines';
import { GENERIC_RULES } from './generic';
import { GPU_RULES } from './hosts/gpu';
import { LICENSES_RULES } from './licenses';
import { LOADER_RULES } from './hosts/loader';
import { MEMORY_RULES } from './hosts/memory';
import { NETWORK_RULES } from './hosts/network';
import { PACKAGES_RULES } from './programs/packages';
import { RENDERERS_RULES } from './programs/renderers';
import { RUNTIMES_RULES } from './programs/runtimes';
import { SHELLS_RULES } from './programs/shells';
import { STORAGE_RULES } from './hosts/storage';
import type { Rule } from '../matching/rule';

/** All rules, the most specific first: what programs say of themselves comes before what languages and systems say, and shapes that many programs share come last. */
export const RULES: readonly Rule[] = [
  ...LICENSES_RULES,
  ...ADAPTORS_RULES,
  ...RENDERERS_RULES,
  ...GAME_ENGINES_RULES,
  ...COMPOSITING_RULES,
  ...APPLICATIONS_RULES,
  ...ENGINE_RULES,
  ...AGENT_RULES,
  ...ATTACHMENTS_RULES,
  ...AWS_RULES,
  ...PACKAGES_RULES,
  ...GPU_RULES,
  ...DISPLAY_RULES,
  ...MEMORY_RULES,
  ...STORAGE_RULES,
  ...NETWORK_RULES,
  ...LOADER_RULES,
  ...SHELLS_RULES,
  ...RUNTIMES_RULES,
  ...GENERIC_RULES,
];
