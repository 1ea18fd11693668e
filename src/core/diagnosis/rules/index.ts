import { ADAPTORS_RULES } from './adaptors';
import { AGENT_RULES } from './agent';
import { APPLICATIONS_RULES } from './applications';
import { ATTACHMENTS_RULES } from './attachments';
import { AWS_RULES } from './cloud';
import { COMPOSITING_RULES } from './compositing';
import { DISPLAY_RULES } from './display';
import { ENGINE_RULES } from './engine';
import { GAME_ENGINES_RULES } from './gameEngines';
import { GENERIC_RULES } from './generic';
import { GPU_RULES } from './gpu';
import { LICENSES_RULES } from './licenses';
import { LOADER_RULES } from './loader';
import { MEMORY_RULES } from './memory';
import { NETWORK_RULES } from './network';
import { PACKAGES_RULES } from './packages';
import { RENDERERS_RULES } from './renderers';
import { RUNTIMES_RULES } from './runtimes';
import { SHELLS_RULES } from './shells';
import { STORAGE_RULES } from './storage';
import type { Rule } from '../rule';

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
