import type { RuleExamples } from './example';
import { ADAPTORS_EXAMPLES } from './adaptors';
import { AGENT_EXAMPLES } from './agent';
import { APPLICATIONS_EXAMPLES } from './applications';
import { ATTACHMENTS_EXAMPLES } from './attachments';
import { AWS_EXAMPLES } from './aws';
import { COMPOSITING_EXAMPLES } from './compositing';
import { DISPLAY_EXAMPLES } from './display';
import { ENGINE_EXAMPLES } from './engine';
import { GAME_ENGINES_EXAMPLES } from './gameEngines';
import { GENERIC_EXAMPLES } from './generic';
import { GPU_EXAMPLES } from './gpu';
import { LICENSES_EXAMPLES } from './licenses';
import { LOADER_EXAMPLES } from './loader';
import { MEMORY_EXAMPLES } from './memory';
import { NETWORK_EXAMPLES } from './network';
import { PACKAGES_EXAMPLES } from './packages';
import { RENDERERS_EXAMPLES } from './renderers';
import { RUNTIMES_EXAMPLES } from './runtimes';
import { SHELLS_EXAMPLES } from './shells';
import { STORAGE_EXAMPLES } from './storage';

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
