import type { RuleExamples } from './example';
import { ADAPTORS_EXAMPLES } from './service/adaptors';
import { AGENT_EXAMPLES } from './service/agent';
import { APPLICATIONS_EXAMPLES } from './programs/applications';
import { ATTACHMENTS_EXAMPLES } from './service/attachments';
import { AWS_EXAMPLES } from './service/aws';
import { COMPOSITING_EXAMPLES } from './programs/compositing';
import { DISPLAY_EXAMPLES } from './hosts/display';
import { ENGINE_EXAMPLES } from './service/engine';
import { GAME_ENGINES_EXAMPLES } from './programs/gameEngines';
import { GENERIC_EXAMPLES } from './generic';
import { GPU_EXAMPLES } from './hosts/gpu';
import { LICENSES_EXAMPLES } from './licenses';
import { LOADER_EXAMPLES } from './hosts/loader';
import { MEMORY_EXAMPLES } from './hosts/memory';
import { NETWORK_EXAMPLES } from './hosts/network';
import { PACKAGES_EXAMPLES } from './programs/packages';
import { RENDERERS_EXAMPLES } from './programs/renderers';
import { RUNTIMES_EXAMPLES } from './programs/runtimes';
import { SHELLS_EXAMPLES } from './programs/shells';
import { STORAGE_EXAMPLES } from './hosts/storage';

export const EXAMPLES: RuleExamples = {
  ...ADAPTORS_EXAMPLES,
  ...RENDERERS_EXAMPLES,
  ...APPLICATIONS_EXAMPLES,
  ...LICENSES_EXAMPLES,
  ...GAME_ENGINES_EXAMPLES,
  ...COMPOSITING_EXAMPLES,
  ...ENGINE_EXAMPLES,
  ...AGENT_EXAMPLES,
  ...ATTACHMENTS_EXAMPLES,
  ...AWS_EXAMPLES,
  ...NETWORK_EXAMPLES,
  ...STORAGE_EXAMPLES,
  ...MEMORY_EXAMPLES,
  ...GPU_EXAMPLES,
  ...DISPLAY_EXAMPLES,
  ...RUNTIMES_EXAMPLES,
  ...SHELLS_EXAMPLES,
  ...PACKAGES_EXAMPLES,
  ...LOADER_EXAMPLES,
  ...GENERIC_EXAMPLES,
};
